#!/usr/bin/env bash
# Publishes a FOLDER as the release of TAG.
# Usage: publish-release.sh FOLDER
set -euo pipefail

gh release create "$TAG" --repo "$GITHUB_REPOSITORY" --verify-tag --title "$TAG" \
	--notes 'SHA256SUMS has the sum of each file. For .github/pairbook.env: PAIRBOOK_RELEASE is the name of this release, PAIRBOOK_SHA256 the sum of pairbook-linux-amd64.' \
	"$1"/*
