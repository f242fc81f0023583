#!/usr/bin/env bash
# Builds the program into FOLDER/bin, from the commit that .gitlab/pairbook.env names.
# Usage: program.sh FOLDER
set -euo pipefail

stop() {
	echo "$1" >&2
	exit 78
}
value() { sed -n "s/^$1=//p" .gitlab/pairbook.env | tr -d '\r' | sed 's/[[:space:]]*$//'; }

repository=$(value PAIRBOOK_REPOSITORY)
revision=$(value PAIRBOOK_REVISION)
[[ $repository =~ ^(https|file):// ]] ||
	stop 'There is no program yet: in .gitlab/pairbook.env, write PAIRBOOK_REPOSITORY=https://…, the repository of the program.'
[[ $revision =~ ^([0-9a-f]{40}|[0-9a-f]{64})$ ]] ||
	stop 'There is no program yet: in .gitlab/pairbook.env, write PAIRBOOK_REVISION= and the whole name of a commit, 40 characters.'

mkdir -p "$1/bin"
git init --quiet "$1/source"
git -C "$1/source" fetch --quiet --depth 1 "$repository" "$revision"
git -C "$1/source" checkout --quiet FETCH_HEAD
go build -C "$1/source" -o "$1/bin/pairbook" ./generator
