#!/usr/bin/env bash
# Merges pull request NUMBER if it is still for BRANCH and HEAD_SHA still its last
# commit, and has the site published: a merge by this token starts no workflow of
# its own.
set -euo pipefail

base=$(gh api --method GET "repos/$GITHUB_REPOSITORY/pulls/$NUMBER" | jq -r .base.ref)
if [[ $base != "$BRANCH" ]]; then
	echo '::error title=Not merged::The pull request is for another branch now.'
	exit 1
fi
gh pr merge "$NUMBER" --repo "$GITHUB_REPOSITORY" --squash --match-head-commit "$HEAD_SHA"
gh workflow run publish.yml --repo "$GITHUB_REPOSITORY" --ref "$BRANCH"
