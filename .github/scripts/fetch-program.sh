#!/usr/bin/env bash
# Fetches the released program at ADDRESS and puts it on the path, if its sum is SUM.
set -euo pipefail

mkdir -p "$RUNNER_TEMP/pairbook"
program=$RUNNER_TEMP/pairbook/pairbook
curl --fail --silent --show-error --location --proto =https --retry 3 --output "$program" "$ADDRESS"
if ! sha256sum --check --status <<<"$SUM  $program"; then
	rm "$program"
	echo "::error file=.github/pairbook.env,title=Another program::What $ADDRESS gives is not what PAIRBOOK_SHA256 names, and it was not run."
	exit 1
fi
chmod +x "$program"
echo "$RUNNER_TEMP/pairbook" >>"$GITHUB_PATH"
