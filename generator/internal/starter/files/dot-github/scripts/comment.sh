#!/usr/bin/env bash
# Keeps one comment of pull request NUMBER at what FILE says.
# Usage: comment.sh FILE
set -euo pipefail

marker='<!-- pairbook report -->'
body=$RUNNER_TEMP/comment.md
# GitHub takes 65,536 characters; a text cut short could mean something else.
if [[ $(wc -c <"$1") -le 60000 && $(head -n 1 "$1") == "$marker" ]]; then
	cat "$1" >"$body"
else
	printf '%s\n' "$marker" 'The report does not fit into a comment. Open the checks of this pull request, then “Details”: it is in the summary there.' >"$body"
fi

# Only a comment of our own: anybody can write the marker.
comments=repos/$GITHUB_REPOSITORY/issues/$NUMBER/comments
id=$(gh api --paginate "$comments?per_page=100" |
	jq -sr --arg marker "$marker" 'add // [] |
		map(select(.user.login == "github-actions[bot]" and (.body | startswith($marker))))[0].id // empty')
if [[ -n $id ]]; then
	gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" -F "body=@$body" >/dev/null
else
	gh api --method POST "$comments" -F "body=@$body" >/dev/null
fi
