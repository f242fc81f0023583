#!/usr/bin/env bash
# Prints what ROOT says of its own parts, and the licence of Go and of every module in
# a PROGRAM. A module without one stops it.
# Usage: licences.sh ROOT PROGRAM
set -euo pipefail

cat "$1/NOTICE"
licence() {
	printf '\n== %s\n\n' "$1"
	cat -- "${@:2}"
}
licence Go "$(go env GOROOT)/LICENSE"
modules=$(go version -m "$2" | awk '$1 == "dep" { print $2 "@" $3 }')
[[ -n $modules ]]
shopt -s nullglob nocaseglob
while read -r module; do
	folder=$(go mod download -C "$1" -json "$module" | jq --raw-output .Dir)
	found=("$folder"/licen[cs]e* "$folder"/copying* "$folder"/notice*)
	((${#found[@]})) || { echo "$module has no licence" >&2; exit 1; }
	licence "$module" "${found[@]}"
done <<<"$modules"
