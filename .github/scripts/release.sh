#!/usr/bin/env bash
# Builds the program of ROOT for the systems that people have, with the sum of each
# file and the licences of what is in it. The version is that of the tag.
# Usage: release.sh ROOT FOLDER
set -euo pipefail
root=$1
mkdir -p "$2"
folder=$(cd "$2" && pwd)

for system in linux darwin windows; do
	for processor in amd64 arm64; do
		ending=
		[[ $system == windows ]] && ending=.exe
		CGO_ENABLED=0 GOOS=$system GOARCH=$processor \
			go build -C "$root" -o "$folder/pairbook-$system-$processor$ending" -trimpath ./generator/pairbook
	done
done
cp "$root/LICENSE" "$folder/LICENSE"
bash "${BASH_SOURCE%/*}/licences.sh" "$root" "$folder/pairbook-linux-amd64" >"$folder/NOTICE"
cd "$folder"
sha256sum -- * >"$RUNNER_TEMP/SHA256SUMS"
mv "$RUNNER_TEMP/SHA256SUMS" SHA256SUMS
