#!/usr/bin/env bash
# Makes a setting of base/program/site.yaml an output of the step, under the last
# word of its name.
# Usage: settings.sh FIELD
set -euo pipefail

value=$(pairbook site "$1" --root base)
echo "${1##*.}=$value" >>"$GITHUB_OUTPUT"
