#!/usr/bin/env bash
# Writes the project's site to target/website: README, executed notebooks, results, API. Static pages that ask no other host.
source "$(dirname "$0")/lib.sh"
source "$here/setup.sh"

[ $# = 0 ] || fail "reading the options" "site.sh takes none, got $*" "see environment/README.md, The site"
bash "$here/reproduce.sh"
tools
javadoc() { cd "$root" && rm -rf target/reports/apidocs && mvn -B -ntp package -DskipTests -Djacoco.skip -Dspotless.check.skip; }
step "writing the API documentation" javadoc
"$python" "$here/site.py" "$root" "$root/target/website"
say "Open $root/target/website/index.html, or serve that folder."
