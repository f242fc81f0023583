#!/usr/bin/env bash
# Says the lane of the report in FOLDER; anything unclear is "review".
# Usage: lane.sh FOLDER
set -euo pipefail

lane=$(jq -r 'if .lane == "routine" then "routine" else "review" end' "$1/report.json")
echo "lane=$lane" >>"$GITHUB_OUTPUT"
