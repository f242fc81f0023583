#!/usr/bin/env bash
# Says whose pull request HEAD_SHA is that was made of issue NUMBER: the issue's
# author's, if it is to the letter what ./base would make of the issue now. Anybody who
# can write could have made the branch.
set -euo pipefail

event=$RUNNER_TEMP/issue.json
bash "${BASH_SOURCE%/*}/issue.sh" "$event"
if ! pairbook receive --issue "$event" --root base; then
	exit 0
fi
git -C base add -A -- program
says=$(git -C base diff --cached --raw --no-abbrev --no-renames HEAD)
is=$(git -C base diff --raw --no-abbrev --no-renames "$(git -C base merge-base HEAD "$HEAD_SHA")" "$HEAD_SHA")
author=$(jq -r '.issue.user | "\(.login):\(.id)"' "$event")
if [[ -n $says && $says == "$is" && $author =~ ^[A-Za-z0-9_-]+:[0-9]+$ ]]; then
	printf '%s\n' "author=$author" "issue=$NUMBER" >>"$GITHUB_OUTPUT"
fi
