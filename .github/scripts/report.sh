#!/usr/bin/env bash
# Writes what HEAD changes to BASE, as AUTHOR's pull request that APPROVED approve,
# to two files. Usage: report.sh ROOT FOLDER
set -euo pipefail

mkdir -p "$2"
approved=()
for account in ${APPROVED:-}; do
	approved+=(--approved "$account")
done
of() { pairbook report --root "$1" --base "$BASE" --head "$HEAD" --author "$AUTHOR" "${approved[@]}" --format "$2"; }
of "$1" json >"$2/report.json"
of "$1" markdown >"$2/report.md"
cat "$2/report.md" >>"$GITHUB_STEP_SUMMARY"
