#!/usr/bin/env bash
# Says where the program is: its sources in ./base itself, or at the commit that
# base/.github/pairbook.env names, or a released program. The file is read, never run.
# Where the base names none yet, that of the folder INSTEAD counts, for the pull request
# that names one.
set -euo pipefail

if [[ -f base/generator/main.go ]]; then
	echo 'folder=base' >>"$GITHUB_OUTPUT"
	exit
fi

place=base/.github/pairbook.env
stop() {
	echo "::error file=.github/pairbook.env,title=No program::$1"
	exit 1
}
names() { grep -Eqs '^PAIRBOOK_(REVISION|RELEASE)=[^[:space:]]' "$1"; }
value() { sed -n "s/^$1=//p" "$place" | tr -d '\r' | sed 's/[[:space:]]*$//'; }

if [[ -n ${INSTEAD:-} ]] && ! names "$place" && names "$INSTEAD/.github/pairbook.env"; then
	place=$INSTEAD/.github/pairbook.env
fi
[[ -f $place ]] || stop 'This repository has neither generator/ nor .github/pairbook.env, which pairbook init writes.'
repository=$(value PAIRBOOK_REPOSITORY)
revision=$(value PAIRBOOK_REVISION)
release=$(value PAIRBOOK_RELEASE)
[[ $repository =~ ^[A-Za-z0-9][A-Za-z0-9-]*/[A-Za-z0-9._-]+$ ]] ||
	stop 'Write PAIRBOOK_REPOSITORY=OWNER/NAME, the repository of the program.'
if [[ -n $release ]]; then
	sum=$(value PAIRBOOK_SHA256)
	[[ -z $revision && $release =~ ^v[0-9]+\.[0-9]+\.[0-9]+$ ]] ||
		stop 'Write PAIRBOOK_RELEASE= and the name of a release, such as v1.2.0, and leave PAIRBOOK_REVISION empty; or the other way round.'
	[[ $sum =~ ^[0-9a-f]{64}$ ]] ||
		stop 'Write PAIRBOOK_SHA256= and the sum that the release gives for pairbook-linux-amd64, 64 characters.'
	printf '%s\n' "address=https://github.com/$repository/releases/download/$release/pairbook-linux-amd64" "sum=$sum" >>"$GITHUB_OUTPUT"
	exit
fi
[[ $revision =~ ^([0-9a-f]{40}|[0-9a-f]{64})$ ]] ||
	stop 'Write PAIRBOOK_REVISION= and the whole name of a commit, 40 characters; a branch or a tag can change.'
printf '%s\n' 'folder=program' "repository=$repository" "revision=$revision" >>"$GITHUB_OUTPUT"
