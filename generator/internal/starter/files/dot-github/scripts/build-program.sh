#!/usr/bin/env bash
# Builds the program from the sources in ./$FOLDER and puts it on the path.
set -euo pipefail

mkdir -p "$RUNNER_TEMP/pairbook"
go build -C "$FOLDER" -o "$RUNNER_TEMP/pairbook/pairbook" ./generator
echo "$RUNNER_TEMP/pairbook" >>"$GITHUB_PATH"
