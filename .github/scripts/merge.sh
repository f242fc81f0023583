#!/usr/bin/env bash
# Merges pull request NUMBER if it, its approvals and the main branch are still
# what was read, closes the ISSUE that it was made of, and has the site published: a
# merge by this token starts no workflow of its own.
set -euo pipefail

bash "${BASH_SOURCE%/*}/still.sh" || {
	echo '::error title=Not merged::Something changed after it was read.'
	exit 1
}
gh pr merge "$NUMBER" --repo "$GITHUB_REPOSITORY" --squash --match-head-commit "$HEAD_SHA"
[[ -z ${ISSUE:-} ]] || gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/$ISSUE" -f state=closed >/dev/null
gh workflow run publish.yml --repo "$GITHUB_REPOSITORY" --ref "$BRANCH"
