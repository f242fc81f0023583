#!/usr/bin/env bash
# Says where the program is: its sources in ./base itself, or at the commit that
# base/.github/pairbook.env names, or a released program. The file is read, never run.
# Where the base names none yet, that of the folder INSTEAD counts, for the pull request
# that names one. The output "found" says that there is a program. Without one it says
# what to do, and fails only where it is NEEDED.
set -euo pipefail

if [[ -f base/generator/main.go ]]; then
	printf '%s\n' 'found=true' 'folder=base' >>"$GITHUB_OUTPUT"
	exit
fi

place=base/.github/pairbook.env
stop() {
	echo "::error file=.github/pairbook.env,title=No program::$1"
	exit 1
}
none() {
	[[ -z ${NEEDED:-} ]] || stop "$1"
	echo "::notice file=.github/pairbook.env,title=No program yet::$1"
	printf '### No program yet\n\n%s\n' "$1" >>"$GITHUB_STEP_SUMMARY"
	exit
}
names() { grep -Eqs '^PAIRBOOK_(REVISION|RELEASE)=[^[:space:]]' "$1"; }
value() { sed -n "s/^$1=//p" "$place" | tr -d '\r' | sed 's/[[:space:]]*$//'; }

if [[ -n ${INSTEAD:-} ]] && ! names "$place" && names "$INSTEAD/.github/pairbook.env"; then
	place=$INSTEAD/.github/pairbook.env
fi
[[ -f $place ]] || none 'Nothing was done: this repository has neither generator/ nor .github/pairbook.env, which pairbook init writes.'
names "$place" ||
	none 'Nothing was done: in .github/pairbook.env, write PAIRBOOK_REPOSITORY=OWNER/NAME, the repository of the program, and PAIRBOOK_REVISION=, the whole name of a commit there.'
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
	printf '%s\n' 'found=true' "address=https://github.com/$repository/releases/download/$release/pairbook-linux-amd64" "sum=$sum" >>"$GITHUB_OUTPUT"
	exit
fi
[[ $revision =~ ^([0-9a-f]{40}|[0-9a-f]{64})$ ]] ||
	stop 'Write PAIRBOOK_REVISION= and the whole name of a commit, 40 characters; a branch or a tag can change.'
printf '%s\n' 'found=true' 'folder=program' "repository=$repository" "revision=$revision" >>"$GITHUB_OUTPUT"
