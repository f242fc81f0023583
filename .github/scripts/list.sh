#!/usr/bin/env bash
# Keeps one issue at what LIST says, the JSON of attention: by ids alone, assigned to
# the coordinators, open while there is something to look at.
# Usage: list.sh LIST
set -euo pipefail

marker='<!-- pairbook monday -->'
run=$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID
body=$RUNNER_TEMP/issue.md
# Nothing but ids and plain words: no markup, and nobody is called.
jq -r --arg marker "$marker" --arg run "$run" '
	def plain: gsub("[^\\p{L}\\p{N} ,.;:()/-]"; "");
	[.entries[] | select(.snoozed | not)] as $open |
	$marker,
	(if $open == [] then "Nothing waits for a coordinator as of \(.as_of)."
	else "As of \(.as_of), a coordinator could look at these. Why, and letters to send, are with [the run](\($run)). Everybody who can read this repository can read this list.", "" end),
	($open[:300][] | "- [ ] `\([.cohort, .pairing, .person] | map(select(.)) | join("/"))`: \(.words | plain)"),
	(if ($open | length) > 300 then "- [ ] and \(($open | length) - 300) more, with the run" else empty end)
' "$1" >"$body"
state=closed
grep -q '^- \[ \]' "$body" && state=open

# Only an issue of our own: anybody can write the marker.
issues=repos/$GITHUB_REPOSITORY/issues
number=$(gh api --paginate "$issues?state=all&per_page=100" |
	jq -sr --arg marker "$marker" 'add // [] |
		map(select(.user.login == "github-actions[bot]" and ((.body // "") | startswith($marker)))) | min_by(.number).number // empty')
assign=()
while read -r login; do
	gh api --method GET "repos/$GITHUB_REPOSITORY/assignees/$login" >/dev/null 2>&1 || continue
	assign+=(-f "assignees[]=$login")
done < <(jq -r '.coordinators[:10][]' "$1")
if [[ -n $number ]]; then
	gh api --method PATCH "$issues/$number" -F "body=@$body" -f "state=$state" "${assign[@]}" >/dev/null
elif [[ $state == open ]]; then
	gh api --method POST "$issues" -f 'title=This week, for coordinators' -F "body=@$body" "${assign[@]}" >/dev/null
fi
