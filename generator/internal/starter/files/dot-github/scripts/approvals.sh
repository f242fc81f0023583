#!/usr/bin/env bash
# Prints who approves the commit HEAD_SHA of pull request NUMBER, LOGIN:ID each:
# whose latest review that says yes or no says yes, of this very commit.
set -euo pipefail

gh api --paginate "repos/$GITHUB_REPOSITORY/pulls/$NUMBER/reviews?per_page=100" |
	jq -sr --arg sha "$HEAD_SHA" 'add // [] |
		map(select(.user != null and (.state == "APPROVED" or .state == "CHANGES_REQUESTED" or .state == "DISMISSED"))) |
		group_by(.user.id) | map(max_by(.submitted_at)) |
		map(select(.state == "APPROVED" and .commit_id == $sha) | "\(.user.login):\(.user.id)") |
		map(select(test("^[A-Za-z0-9_-]+(\\[bot\\])?:[0-9]+$"))) | sort | join(" ")'
