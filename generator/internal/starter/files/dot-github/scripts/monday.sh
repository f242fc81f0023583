#!/usr/bin/env bash
# Writes the coordinators' list and letters to FOLDER, in a repository that only
# people of the organisation can read, by GitHub's word and by site.yaml's.
# Usage: monday.sh FOLDER
set -euo pipefail

nothing() {
	echo "::notice title=Nothing written::$1"
	exit
}

seen=$(gh api --method GET "repos/$GITHUB_REPOSITORY" | jq -r .visibility)
[[ $seen == private || $seen == internal ]] ||
	nothing 'Everyone on the web can read this repository, and its artifacts.'
[[ $(pairbook site visibility --root base) == internal ]] ||
	nothing 'program/site.yaml says that this repository is public.'

mkdir -p "$1"
# Status 1 says that records have problems; what is sound is listed all the same.
pairbook attention --root base >"$1/attention.txt" || [[ $? -eq 1 ]]
for cohort in base/program/cohorts/*/; do
	cohort=$(basename "$cohort")
	for kind in matched reminder survey quiet closing; do
		[[ -f base/content/messages/$kind.md && $cohort != '*' ]] || continue
		letters=$1/$cohort-$kind.csv
		pairbook messages "$cohort" --kind "$kind" --root base >"$letters" || [[ $? -eq 1 ]]
		# A header alone is no letter.
		[[ $(wc -l <"$letters") -gt 1 ]] || rm "$letters"
	done
done
echo 'written=true' >>"$GITHUB_OUTPUT"
