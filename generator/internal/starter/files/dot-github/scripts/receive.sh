#!/usr/bin/env bash
# Puts what issue NUMBER says in its place in ./base, and leaves in FOLDER the answer
# and, where there is something to merge, the commit on top of BASE.
# Usage: receive.sh FOLDER
set -euo pipefail

mkdir -p "$1"
event=$RUNNER_TEMP/issue.json
bash "${BASH_SOURCE%/*}/issue.sh" "$event"
if [[ ! -s $event ]]; then
	echo '::notice title=Nothing to do::The issue has been closed.'
	exit
fi
echo 'open=true' >>"$GITHUB_OUTPUT"
pairbook receive --issue "$event" --root base --format markdown >"$1/report.md" || [[ $? -eq 1 ]]
git -C base add -A -- program
if git -C base diff --cached --quiet; then
	exit
fi
author=$(jq -r '.issue.user | "\(.login) <\(.id)+\(.login)@users.noreply.github.com>"' "$event")
git -C base -c user.name='github-actions[bot]' -c user.email='41898282+github-actions[bot]@users.noreply.github.com' \
	commit --quiet --author "$author" -m "What issue $NUMBER says"
git -C base bundle create --quiet "$PWD/$1/commit.bundle" "$BASE..HEAD"
