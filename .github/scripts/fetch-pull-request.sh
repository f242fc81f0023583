#!/usr/bin/env bash
# Brings the objects of pull request NUMBER into ./base and leaves its files as
# they are. The last commit must be HEAD_SHA.
set -euo pipefail

git -C base -c credential.helper= -c 'credential.helper=!gh auth git-credential' \
	fetch --quiet --no-tags --no-recurse-submodules origin "refs/pull/$NUMBER/head"
if [[ $(git -C base rev-parse --verify FETCH_HEAD) != "$HEAD_SHA" ]]; then
	echo '::error title=Another commit::The pull request has a newer commit; its own run reports on it.'
	exit 1
fi
