#!/usr/bin/env bash
# Sets up what is missing, then runs all checks: build rules, tests, notebooks in the kernel, pages in a browser.
source "$(dirname "$0")/lib.sh"
source "$here/setup.sh"

browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

tools
# The Python code of notebooks/activations is run if numpy is available; it is optional.
if ! "$python" -c 'import numpy' 2>/dev/null && command -v apt-get >/dev/null; then
  (step "installing numpy" apt_get python3-numpy) || true
fi
if ! browser >/dev/null && command -v apt-get >/dev/null; then
  (step "installing chromium" apt_get chromium fonts-liberation) || true # a browser is optional, but tests compare pictures with it
fi
say "Build and tests: mvn verify"
(cd "$root" && mvn -B -ntp verify) || fail "mvn verify" "see the lines above" "fix it and run this script again"

say "The room for Spark: mvn -Pspark verify"
(cd "$root" && mvn -B -ntp -Pspark verify -Dspotless.check.skip -Dmaven.javadoc.skip -Dmaven.source.skip) ||
  fail "mvn -Pspark verify" "see the lines above" "fix it and run this script again"

bash "$here/reproduce.sh"

say "Stopping a cell:"
JUPYTER_PATH="$cache/jupyter" "$python" "$here/check_interrupt.py" ||
  fail "stopping a cell in the kernel" "the line above says what was expected" "fix it, then run environment/check_interrupt.py"

say "Failing cells:"
JUPYTER_PATH="$cache/jupyter" "$python" "$here/check_errors.py" ||
  fail "showing errors in the kernel" "the lines above say what was expected" "fix it, then run environment/check_errors.py"

if browser >/dev/null; then
  say "Pages in a browser without network:"
  results=()
  for page in "$root"/notebooks/{pages/results,results}/index.html; do
    [ ! -f "$page" ] || results+=("$page")
  done
  "$python" "$here/check_pages.py" "$(browser)" "$root"/target/pages/*.html "$root"/notebooks/pages/[0-9]*.html \
    ${results[@]+"${results[@]}"} ||
    fail "checking the pages" "the lines above say which and why" "open the page in a browser"
else
  [ -z "${CI:-}" ] || fail "checking the pages" "Chromium was not found" "install chromium"
  say "Green, but the pages were not checked: Chromium was not found. Install it to check them."
  exit 0
fi
say "All green."
