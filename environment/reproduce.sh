#!/usr/bin/env bash
# Sets up what is missing, runs the notebooks in a real Jupyter kernel, and writes their pages.
source "$(dirname "$0")/lib.sh"
source "$here/setup.sh"

# A notebook keeps two cores busy and takes up to 4 GB.
default_jobs() {
  python3 -c 'import os
print(max(1, min(4, os.cpu_count() // 2, os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 4000000000)))'
}

usage() {
  cat <<'TEXT'
Usage: bash environment/reproduce.sh [--only NAME] [--full] [--jobs N] [--kernel NAME]

  --only NAME   run the notebooks whose name contains NAME, such as 00 or fashion
  --jobs N      run N notebooks at the same time; the default is one per two cores and 4 GB of memory, at most 4, and
                1 at full scale
  --kernel NAME run in your own kernel of that name, such as JJava or IJava; its pages go to notebooks/pages/kernel-NAME,
                and are never part of the results
  --full        full scale: all 60,000 images, more epochs and seeds (three to four hours on two cores); the default is the
                quick scale (about ten minutes)
  --help        show this text

Installs what is missing (JDK 17, Maven, Jupyter; this needs root or sudo), builds the library, downloads the data, runs
every notebook and writes self-contained pages to notebooks/pages (pages/full with --full). Finished work is not repeated:
finished notebooks, and at full scale finished trainings and seeds (pages/full/kept), so that an interrupted run
continues. The main results of all pages go to notebooks/pages/results, those of the full scale to notebooks/results,
which is committed: --only replaces those of the notebooks that were run, and the others stay.
TEXT
}

only="" scale=quick jobs="" kernel=""
while [ $# -gt 0 ]; do
  case $1 in
    --only | --jobs | --kernel)
      [ -n "${2:-}" ] || fail "reading the options" "$1 needs a value" "see --help"
      declare "${1#--}=$2"
      shift 2
      ;;
    --full) scale=full && shift ;;
    --help | -h) usage && exit 0 ;;
    *) usage >&2 && fail "reading the options" "unknown option $1" "use one of the above" ;;
  esac
done

[[ $jobs =~ ^([1-9][0-9]?)?$ ]] || fail "reading the options" "--jobs must be a number from 1 to 99, got $jobs" "try --jobs 2"

selected=()
for notebook in "$root"/notebooks/*.ipynb; do
  [[ $(basename "$notebook" .ipynb) == *"$only"* ]] && selected+=("$notebook")
done
[ ${#selected[@]} -gt 0 ] || fail "finding notebooks" "none has \"$only\" in its name" \
  "use one of: $(cd "$root/notebooks" && echo *.ipynb)"

tools
library

pages=$root/notebooks/pages${kernel:+/kernel-$kernel}
[ $scale = full ] && pages=$pages/full # a quick run never replaces it
mkdir -p "$pages"
cp "$root"/notebooks/*-calibration.md "$pages" # a notebook links to it
built="$(sha "$(jar)" "$cache/kernel" "$cache/jupyter" "$here/run_notebook.py" "$here/common.py" "$here/page.html.j2") $kernel"
failed=() waiting=()
for notebook in "${selected[@]}"; do
  name=$(basename "$notebook" .ipynb)
  stamp="$(sha "$notebook") $built $scale"
  if [ -f "$pages/$name.html" ] && [ "$(cat "$pages/.$name.done" 2>/dev/null)" = "$stamp" ]; then
    printf '%-22s already done\n' "$name"
    continue
  fi
  rm -f "$pages/.$name.done"
  if grep -q FashionMnist "$notebook" && ! (fashion_mnist); then
    failed+=("$name") && continue
  fi
  if grep -q infoplane-spark "$notebook" && ! (spark_room); then
    failed+=("$name") && continue
  fi
  printf '%s' "$stamp" >"$pages/.$name.running"
  waiting+=("$notebook")
done

export python here pages INFOPLANE_SCALE=$scale
if [ -n "$kernel" ]; then export INFOPLANE_KERNEL=$kernel; else export JUPYTER_PATH=$cache/jupyter; fi
run_notebook() {
  local name
  name=$(basename "$1" .ipynb)
  "$python" "$here/run_notebook.py" "$1" "$pages" && mv "$pages/.$name.running" "$pages/.$name.done"
}
export -f run_notebook
if [ ${#waiting[@]} -gt 0 ]; then
  [ -n "$jobs" ] || jobs=$([ $scale = quick ] && default_jobs || echo 1)
  run_all() { printf '%s\0' "${waiting[@]}" | xargs -0 -n 1 -P "$jobs" bash -c 'run_notebook "$1" || true' _; }
  # Two notebooks cannot share a terminal line that is overwritten.
  if [ "$jobs" -gt 1 ] && [ ${#waiting[@]} -gt 1 ]; then run_all | cat; else run_all; fi
  for notebook in "${waiting[@]}"; do
    name=$(basename "$notebook" .ipynb)
    [ -f "$pages/.$name.done" ] || failed+=("$name")
  done
fi

if [ -n "$kernel" ]; then
  [ ${#failed[@]} = 0 ] || fail "running ${failed[*]} in the kernel $kernel" "the lines above say which cell and why" \
    "see environment/README.md, Other kernels"
  say "Pages: $pages"
  exit 0
fi

# The committed results are those of all notebooks at full scale; --only replaces some of them.
results=$pages/results
[ $scale = full ] && results=$root/notebooks/results
# Cells with the tag "result" go to the results page; without any, no such page is written.
[ ${#failed[@]} = 0 ] && grep -qsE '^ *"result",?$' "$pages"/[0-9]*.ipynb && written=yes || written=""
[ -z "$written" ] || "$python" "$here/results_page.py" "$pages" "$results" ${only:+"$only"}
"$python" "$here/index_pages.py" "$pages" "$results"

[ ${#failed[@]} = 0 ] || fail "running ${failed[*]}" "the lines above say which cell and why" \
  "fix it and run this script again; finished notebooks are kept"
say ""
say "Open $pages/index.html"
[ -z "$written" ] || say "Main results: $results/index.html"
