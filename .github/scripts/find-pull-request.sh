#!/usr/bin/env bash
# Finds an open pull request into BRANCH, by its NUMBER or as the one that HEAD_SHA
# is the last commit of, and says its author, last commit and who approves that.
# One that issue.yml opened has the number of the issue in the name of its branch.
# GitHub says nothing of a fork's pull request in workflow_run; it is looked up by
# HEAD_OWNER and HEAD_BRANCH, then held to HEAD_SHA, unless that is a review's run.
set -euo pipefail

nothing() {
	echo "::notice title=No comment::$1"
	exit
}

if [[ -z $NUMBER ]]; then
	[[ $HEAD_SHA =~ ^[0-9a-f]{40,64}$ ]] || nothing 'The run has no commit.'
	[[ -n $HEAD_OWNER && -n $HEAD_BRANCH ]] || nothing 'The fork was deleted.'
	NUMBER=$(gh api --method GET "repos/$GITHUB_REPOSITORY/pulls" \
		-f state=open -f "base=$BRANCH" -f "head=$HEAD_OWNER:$HEAD_BRANCH" -f per_page=100 |
		jq -r --arg sha "$HEAD_SHA" --arg event "$EVENT" \
			'map(select(.head.sha == $sha or $event == "pull_request_review"))[0].number // empty')
fi
[[ $NUMBER =~ ^[1-9][0-9]*$ ]] || nothing 'No open pull request ends in this commit; a newer one may.'

found=$(gh api --method GET "repos/$GITHUB_REPOSITORY/pulls/$NUMBER" |
	jq -r --arg sha "$HEAD_SHA" --arg branch "$BRANCH" --arg event "$EVENT" --arg here "$GITHUB_REPOSITORY" \
		'select(.state == "open" and .base.ref == $branch and (.head.sha == $sha or $event != "pull_request")) |
			((if .user.id == 41898282 and .head.repo.full_name == $here then .head.ref else "" end | capture("^pairbook/issue-(?<n>[1-9][0-9]*)$").n) // "") as $issue |
			"\(.head.sha) \(.user.login):\(.user.id) \($issue)"')
[[ $found =~ ^[0-9a-f]{40,64}\ [A-Za-z0-9_-]+(\[bot\])?:[0-9]+\ [0-9]*$ ]] || nothing 'The pull request has changed since.'
read -r HEAD_SHA author issue <<<"$found"
export NUMBER HEAD_SHA
approved=$(bash "${BASH_SOURCE%/*}/approvals.sh")
printf '%s\n' "number=$NUMBER" "author=$author" "head=$HEAD_SHA" "issue=$issue" "approved=$approved" >>"$GITHUB_OUTPUT"
