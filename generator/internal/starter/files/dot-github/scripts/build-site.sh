#!/usr/bin/env bash
# Builds what can be shown of ROOT. Problems in the records are another step's.
# Usage: build-site.sh ROOT FOLDER
set -euo pipefail

pairbook build --root "$1" --keep-going --out "$2" || [[ $? -eq 1 ]]
