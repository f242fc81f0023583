#!/usr/bin/env bash
# Keeps one note in each open merge request at what it would change. It runs on the
# default branch, whose program and scripts it is; a merge request is only read.
set -euo pipefail

command -v jq >/dev/null || { apt-get update -qq && apt-get install -qqy jq; }

call() { curl --fail --silent --show-error --header "PRIVATE-TOKEN: $PAIRBOOK_NOTES_TOKEN" "$@"; }
requests=$CI_API_V4_URL/projects/$CI_PROJECT_ID/merge_requests
marker='<!-- pairbook report -->'
note=$(mktemp)

self=$(call "$CI_API_V4_URL/user" | jq -r .id)
open=$(call "$requests?state=opened&target_branch=$CI_DEFAULT_BRANCH&per_page=100" | jq -r '.[] | [.iid, .sha, .author.username, .author.id] | @tsv')
while IFS=$'\t' read -r number head login id; do
	[[ -n $number ]] || continue
	git fetch --quiet origin "refs/merge-requests/$number/head" </dev/null
	[[ $(git rev-parse FETCH_HEAD) == "$head" ]] || continue # the next run sees what is newer
	pairbook report --base HEAD --head "$head" --author "$login:$id" >"$note"
	[[ $(head -n 1 "$note") == "$marker" ]] || exit 1
	# Only a note of our own: anybody can write the marker.
	own=$(call "$requests/$number/notes?sort=asc&per_page=100" |
		jq -r --arg marker "$marker" --argjson self "$self" 'map(select(.author.id == $self and (.body | startswith($marker))))[0].id // empty')
	if [[ -n $own ]]; then
		call --request PUT --data-urlencode "body@$note" "$requests/$number/notes/$own" >/dev/null
	else
		call --request POST --data-urlencode "body@$note" "$requests/$number/notes" >/dev/null
	fi
done <<<"$open"
