#!/usr/bin/env bash
# Writes what GitHub knows of issue NUMBER to FILE, as it sends it of one: the issue,
# and as the sender who wrote its text as it is. Whoever is no longer on GitHub is
# taken for its stand-in, ghost.
# Usage: issue.sh FILE
set -euo pipefail

gh api graphql -f "owner=${GITHUB_REPOSITORY%/*}" -f "name=${GITHUB_REPOSITORY#*/}" -F "number=$NUMBER" -f 'query=
	query($owner: String!, $name: String!, $number: Int!) {
		repository(owner: $owner, name: $name) {
			issue(number: $number) {
				number state body lastEditedAt
				author { login ... on User { databaseId } }
				editor { login ... on User { databaseId } }
			}
		}
	}' | jq '.data.repository.issue | select(.state == "OPEN") |
	def account: {login: (.login // "ghost"), id: (.databaseId // 10137)};
	{issue: {number, body, user: (.author | account)},
		sender: (if .lastEditedAt == null then .author else .editor end | account)}' >"$1"
