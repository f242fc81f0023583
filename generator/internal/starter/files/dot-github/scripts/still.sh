#!/usr/bin/env bash
# Says whether what the report was made of is still so: pull request NUMBER is open
# and for BRANCH, HEAD_SHA its last commit, BASE_SHA the last of BRANCH, and
# APPROVED who approves it. If not, it is read anew, unless the pull request is
# closed: a newer commit has a run of its own, and nothing tells of the base's.
set -euo pipefail

pull=$(gh api --method GET "repos/$GITHUB_REPOSITORY/pulls/$NUMBER" | jq -r '"\(.state) \(.base.ref) \(.head.sha)"')
tip=$(gh api --method GET "repos/$GITHUB_REPOSITORY/git/ref/heads/$BRANCH" | jq -r .object.sha)
approved=$(bash "${BASH_SOURCE%/*}/approvals.sh")
if [[ $pull == "open $BRANCH $HEAD_SHA" && $tip == "$BASE_SHA" && $approved == "$APPROVED" ]]; then
	exit
fi
echo '::notice title=Not as it was read::The pull request, its approvals or the main branch changed meanwhile.'
if [[ $pull == "open $BRANCH $HEAD_SHA" ]]; then
	gh workflow run report.yml --repo "$GITHUB_REPOSITORY" --ref "$BRANCH" -f "number=$NUMBER" -f "conclusion=$CONCLUSION"
fi
exit 1
