#!/usr/bin/env bash
# Merges pull request NUMBER if HEAD_SHA is still its last commit, and has the
# site published: a merge by this token starts no workflow of its own.
set -euo pipefail

gh pr merge "$NUMBER" --repo "$GITHUB_REPOSITORY" --squash --match-head-commit "$HEAD_SHA"
gh workflow run publish.yml --repo "$GITHUB_REPOSITORY" --ref "$BRANCH"
