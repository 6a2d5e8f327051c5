# Shared by the scripts of this folder; sourced, not run.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")
cache=$here/.cache
logs=$cache/logs
version=$(sed -n '/<artifactId>infoplane</{n;s/.*<version>\(.*\)<.*/\1/p;}' "$root/pom.xml")
mkdir -p "$logs"
export OMP_NUM_THREADS=${OMP_NUM_THREADS:-1} # see README.md, Threads; your own setting is kept

say() { printf '%s\n' "$*"; }

# fail WHAT WHY TODO: prints one clear error and stops.
fail() {
  printf '\nFailed: %s\n  why: %s\n  do:  %s\n' "$1" "$2" "$3" >&2
  exit 1
}

# step NAME COMMAND...: runs it with its output in a log, and shows progress every few seconds.
step() {
  local name=$1 log="$logs/${1//[^a-zA-Z0-9]/-}.log" start=$SECONDS pid next=20
  shift
  "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  while kill -0 "$pid" 2>/dev/null; do
    if [ -t 1 ]; then
      printf '\r%-50s %4d s ' "$name" $((SECONDS - start))
    elif [ $((SECONDS - start)) -ge "$next" ]; then
      printf '%s: %d s\n' "$name" $((SECONDS - start))
      next=$((next + 20))
    fi
    sleep 0.5
  done
  if wait "$pid"; then
    [ -t 1 ] && printf '\r'
    printf '%-50s %4d s\n' "$name" $((SECONDS - start))
  else
    say ""
    tail -n 15 "$log" >&2
    fail "$name" "see the last lines above; the whole log is $log" \
      "fix that and run this script again: it continues where it stopped"
  fi
}

# Hash of a file, or of all files in folders.
sha() {
  python3 - "$@" <<'PYTHON'
import hashlib, os, sys
digest = hashlib.sha256()
for path in sys.argv[1:]:
    inside = [os.path.join(d, f) for d, _, files in os.walk(path) for f in files]
    for name in sorted(inside) if os.path.isdir(path) else [path]:
        digest.update(name.encode() if os.path.isdir(path) else b"")
        with open(name, "rb") as f:
            digest.update(f.read())
print(digest.hexdigest())
PYTHON
}
