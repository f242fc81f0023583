#!/usr/bin/env bash
# Takes back what pairbook/owner says of open pull requests, and has them read anew:
# a change of BRANCH may have changed who owns what. Those for another branch are
# not left out, as they may be turned back.
set -euo pipefail

gh api --paginate "repos/$GITHUB_REPOSITORY/pulls?state=open&per_page=100" |
	jq -sr 'add // [] | .[] | "\(.number) \(.head.sha)"' |
	while read -r number sha; do
		state=$(gh api --method GET "repos/$GITHUB_REPOSITORY/commits/$sha/status" |
			jq -r '.statuses | map(select(.context == "pairbook/owner"))[0].state // empty')
		[[ $state == success ]] || continue
		gh api --method POST "repos/$GITHUB_REPOSITORY/statuses/$sha" \
			-f context=pairbook/owner -f state=pending -f 'description=The records have changed; it is read anew.' >/dev/null
		gh workflow run report.yml --repo "$GITHUB_REPOSITORY" --ref "$BRANCH" -f "number=$number" -f conclusion=
	done
