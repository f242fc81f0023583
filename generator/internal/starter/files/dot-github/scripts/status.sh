#!/usr/bin/env bash
# Sets the status pairbook/owner of HEAD_SHA to what the report in FOLDER says, and
# to pending where there is none, or where it is no longer so. The output "still"
# says that it is.
# Usage: status.sh FOLDER
set -euo pipefail

state=pending
why='Nobody could say whose this is: the run of report.yml says why.'
if [[ -f $1/report.json ]]; then
	if bash "${BASH_SOURCE%/*}/still.sh"; then
		state=$(jq -r 'if .owner.state == "success" then "success" else "pending" end' "$1/report.json")
		# GitHub takes 140 characters.
		echo 'still=true' >>"$GITHUB_OUTPUT"
		why=$(jq -r '(.owner.why // "") | if length > 140 then .[:139] + "…" else . end' "$1/report.json")
	else
		why='Something changed while it was read.'
	fi
fi
gh api --method POST "repos/$GITHUB_REPOSITORY/statuses/$HEAD_SHA" \
	-f context=pairbook/owner -f "state=$state" -f "description=$why" >/dev/null
