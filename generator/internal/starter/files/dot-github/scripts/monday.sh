#!/usr/bin/env bash
# Writes the coordinators' list and letters to FOLDER, in a repository that only
# people of the organisation can read, by GitHub's word and by site.yaml's. With
# PRIVATE_KEY, what it writes is sealed, as private/ was. list.json is the list
# without what is in private/.
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

# Status 1 says that records have problems; what is sound is listed all the same.
pairbook attention --root base --format json >list.json || [[ $? -eq 1 ]]
into=$1
if [[ -n $PRIVATE_KEY && -f base/private.age ]]; then
	(umask 077 && printf '%s\n' "$PRIVATE_KEY" >"$RUNNER_TEMP/private-key")
	trap 'rm -f "$RUNNER_TEMP/private-key"' EXIT
	pairbook private open --root base --identity "$RUNNER_TEMP/private-key"
	into=$1/private
fi
mkdir -p "$into"
pairbook attention --root base >"$into/attention.txt" || [[ $? -eq 1 ]]
for cohort in base/program/cohorts/*/; do
	cohort=$(basename "$cohort")
	for kind in matched reminder survey quiet ending closing; do
		[[ -f base/content/messages/$kind.md && $cohort != '*' ]] || continue
		letters=$into/$cohort-$kind.csv
		pairbook messages "$cohort" --kind "$kind" --root base >"$letters" || [[ $? -eq 1 ]]
		# A header alone is no letter.
		[[ $(wc -l <"$letters") -gt 1 ]] || rm "$letters"
	done
done
if [[ $into != "$1" ]]; then
	cp base/private.recipients "$1"
	pairbook private seal --root "$1"
	rm -r "$into"
fi
echo 'written=true' >>"$GITHUB_OUTPUT"
