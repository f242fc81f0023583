#!/usr/bin/env bash
# Makes the site in FOLDER the only commit of the branch gh-pages of the repository
# that program/site.yaml names: no records, and no history. DEPLOY_KEY may write there.
# Usage: push-site.sh FOLDER
set -euo pipefail

stop() {
	echo "::error title=$1::$2"
	exit 1
}

name=$(pairbook site publish.repository --root base)
[[ ${name,,} != "${GITHUB_REPOSITORY,,}" ]] ||
	stop 'The site stays here' "$name holds the records. Name a repository for the site alone in program/site.yaml."
[[ -n $DEPLOY_KEY ]] ||
	stop 'No key' "There is no secret PAIRBOOK_DEPLOY_KEY. It holds the private half of a key that may write to $name (its Settings, Deploy keys)."
[[ -f $1/manifest.json ]] || stop 'No site' "Nothing was built in $1."

host=${GITHUB_SERVER_URL#*://}
umask 077
here=$(mktemp -d "$RUNNER_TEMP/push.XXXXXX")
trap 'rm -rf "$here"' EXIT
printf '%s\n' "$DEPLOY_KEY" >"$here/key"
gh api --method GET meta | jq -r --arg host "$host" '.ssh_keys[] | $host + " " + .' >"$here/hosts"
export GIT_SSH_COMMAND="ssh -F none -i '$here/key' -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=yes -o UserKnownHostsFile='$here/hosts'"
export GIT_DIR=$here/git
git init -q --bare "$GIT_DIR"
git remote add origin "git@$host:$name.git"

# What is there has to be a site, or nothing.
before=$(git ls-remote origin refs/heads/gh-pages | cut -f 1)
if [[ -n $before ]]; then
	git fetch -q --depth 1 origin "$before"
	git cat-file -e "$before:manifest.json" ||
		stop 'Not ours' "The branch gh-pages of $name holds something else than a site of pairbook. Delete it, or name another repository."
fi

git --work-tree "$1" -c core.autocrlf=false add --all --force .
blob=$(git hash-object -w --stdin </dev/null)
git update-index --add --cacheinfo "100644,$blob,.nojekyll" # it is a site already
# GitHub keeps a site's own domain in this file.
if [[ -n $before ]] && domain=$(git rev-parse --verify --quiet "$before:CNAME"); then
	git update-index --add --cacheinfo "100644,$domain,CNAME"
fi
tree=$(git write-tree)
if [[ -n $before && $tree == $(git rev-parse "$before^{tree}") ]]; then
	echo "::notice title=Nothing changed::The site is in $name already."
	exit
fi
export GIT_AUTHOR_NAME=pairbook GIT_AUTHOR_EMAIL=pairbook@localhost GIT_COMMITTER_NAME=pairbook GIT_COMMITTER_EMAIL=pairbook@localhost
commit=$(git commit-tree -m 'The site' "$tree")
git push -q --force-with-lease="gh-pages:$before" origin "$commit:refs/heads/gh-pages"
echo "::notice title=Published::The site is in $name, on the branch gh-pages."
