#!/usr/bin/env bash
# Writes what HEAD changes to BASE, as AUTHOR's pull request, to two files.
# Usage: report.sh ROOT FOLDER
set -euo pipefail

mkdir -p "$2"
of() { pairbook report --root "$1" --base "$BASE" --head "$HEAD" --author "$AUTHOR" --format "$2"; }
of "$1" json >"$2/report.json"
of "$1" markdown >"$2/report.md"
cat "$2/report.md" >>"$GITHUB_STEP_SUMMARY"
