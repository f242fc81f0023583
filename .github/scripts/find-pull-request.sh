#!/usr/bin/env bash
# Finds the open pull request into BRANCH that HEAD_SHA is the last commit of,
# by its number. GitHub says nothing of a fork's pull request in workflow_run;
# it is looked up by HEAD_OWNER and HEAD_BRANCH, then held to HEAD_SHA.
set -euo pipefail

nothing() {
	echo "::notice title=No comment::$1"
	exit
}

[[ $HEAD_SHA =~ ^[0-9a-f]{40,64}$ ]] || nothing 'The run has no commit.'
[[ -n $HEAD_OWNER && -n $HEAD_BRANCH ]] || nothing 'The fork was deleted.'
number=$(gh api --method GET "repos/$GITHUB_REPOSITORY/pulls" \
	-f state=open -f "base=$BRANCH" -f "head=$HEAD_OWNER:$HEAD_BRANCH" -f per_page=100 |
	jq -r --arg sha "$HEAD_SHA" 'map(select(.head.sha == $sha))[0].number // empty')
[[ $number =~ ^[1-9][0-9]*$ ]] || nothing 'No open pull request ends in this commit; a newer one may.'

author=$(gh api --method GET "repos/$GITHUB_REPOSITORY/pulls/$number" |
	jq -r --arg sha "$HEAD_SHA" --arg branch "$BRANCH" \
		'select(.state == "open" and .head.sha == $sha and .base.ref == $branch) | "\(.user.login):\(.user.id)"')
[[ $author =~ ^[A-Za-z0-9_-]+(\[bot\])?:[0-9]+$ ]] || nothing 'The pull request has changed since.'
printf '%s\n' "number=$number" "author=$author" >>"$GITHUB_OUTPUT"
