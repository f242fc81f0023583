#!/usr/bin/env bash
# Keeps the pull request of issue NUMBER at the commit in FOLDER, has report.yml read
# it, and says in the answer which it is. Without a commit its branch goes, and
# with it the pull request.
# Usage: request.sh FOLDER
set -euo pipefail

branch=pairbook/issue-$NUMBER
pull=$(gh api --method GET "repos/$GITHUB_REPOSITORY/pulls" -f state=open -f "base=$BRANCH" \
	-f "head=${GITHUB_REPOSITORY%/*}:$branch" -f per_page=100 | jq -r '.[0].number // empty')
push() {
	git -C base -c credential.helper= -c 'credential.helper=!gh auth git-credential' push --quiet --force origin "$1"
}

if [[ ! -f $1/commit.bundle ]]; then
	[[ -z $pull ]] || push ":refs/heads/$branch"
	exit
fi
git -C base fetch --quiet "$PWD/$1/commit.bundle" HEAD
head=$(git -C base rev-parse --verify FETCH_HEAD)
push "$head:refs/heads/$branch"
if [[ -z $pull ]]; then
	pull=$(gh api --method POST "repos/$GITHUB_REPOSITORY/pulls" -f "title=What issue $NUMBER says" -f "base=$BRANCH" -f "head=$branch" \
		-f "body=Closes #$NUMBER. What is here was written there: edit the issue, and this follows." | jq -r .number) || pull=
fi
if [[ ! $pull =~ ^[1-9][0-9]*$ ]]; then
	printf '\n%s\n' 'It got no further, because no pull request could be opened. A coordinator: in the settings of this repository, under Actions, General, allow GitHub Actions to create pull requests, and then edit this issue.' >>"$1/report.md"
	exit
fi
gh api --method POST "repos/$GITHUB_REPOSITORY/statuses/$head" \
	-f context=check -f state=success -f 'description=The records are sound.' >/dev/null
gh workflow run report.yml --repo "$GITHUB_REPOSITORY" --ref "$BRANCH" -f "number=$pull" -f conclusion=success
printf '\nIt is in #%s, which says who may merge it.\n' "$pull" >>"$1/report.md"
