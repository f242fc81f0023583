#!/usr/bin/env bash
# Says with which commit ./pull-request is compared, whether code changes, and whether
# another program is chosen in .github/pairbook.env.
# BASE is the base's commit when the event was sent, HEAD the pull request's
# last one, empty for a merge group.
set -euo pipefail

# What is checked out is GitHub's own merge of HEAD into the base. Its first
# parent is that base, newer than BASE if main moved meanwhile.
base=$BASE
if [[ -n $HEAD && $(git -C pull-request rev-parse --quiet --verify 'HEAD^2' || true) == "$HEAD" ]]; then
	base=$(git -C pull-request rev-parse --verify 'HEAD^1')
fi

code=false
if [[ -f base/generator/main.go ]]; then
	git -C pull-request diff-tree -r --quiet "$base" HEAD -- \
		generator themes go.mod go.sum .ci .github || code=true
fi
pin=false
if [[ ! -f base/generator/main.go && -f pull-request/.github/pairbook.env ]]; then
	git -C pull-request diff-tree --quiet "$base" HEAD -- .github/pairbook.env || pin=true
fi
printf '%s\n' "base=$base" "code=$code" "pin=$pin" >>"$GITHUB_OUTPUT"
