#!/usr/bin/env bash
# Sets up what is missing, then runs the whole gate: build habits, tests, notebooks in the kernel, pages in a browser.
source "$(dirname "$0")/lib.sh"
source "$here/setup.sh"

browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

tools
# The Python lines of notebooks/activations are run where there is numpy; it is no condition.
if ! "$python" -c 'import numpy' 2>/dev/null && command -v apt-get >/dev/null; then
  (step "installing numpy" apt_get python3-numpy) || true
fi
say "The gate: mvn verify"
(cd "$root" && mvn -B -ntp verify) || fail "mvn verify" "the lines above say it" "mend it and run this script again"

bash "$here/reproduce.sh"

say "A cell that is stopped:"
JUPYTER_PATH="$cache/jupyter" "$python" "$here/check_interrupt.py" ||
  fail "stopping a cell in the kernel" "the line above says what was expected" "run environment/check_interrupt.py again"

say "Cells that fail:"
JUPYTER_PATH="$cache/jupyter" "$python" "$here/check_errors.py" ||
  fail "showing errors in the kernel" "the lines above say what was expected" "run environment/check_errors.py again"

if ! browser >/dev/null && command -v apt-get >/dev/null; then
  (step "installing chromium" apt_get chromium) || true # a browser is no condition
fi
if browser >/dev/null; then
  say "Pages, used in a browser with no network:"
  results=()
  for page in "$root"/notebooks/{pages/results,results}/index.html; do
    [ ! -f "$page" ] || results+=("$page")
  done
  "$python" "$here/check_pages.py" "$(browser)" "$root"/target/pages/*.html "$root"/notebooks/pages/[0-9]*.html \
    ${results[@]+"${results[@]}"} ||
    fail "checking the pages" "the lines above say which and why" "open the page and look"
else
  [ -z "${CI:-}" ] || fail "checking the pages" "there is no Chromium" "install chromium"
  say "Green, but the pages were not opened: there is no Chromium here. Install it to check them."
  exit 0
fi
say "All green."
