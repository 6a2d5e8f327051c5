#!/usr/bin/env bash
# Sets up what is missing and opens the notebooks in Jupyter. Options are passed to Jupyter.
source "$(dirname "$0")/lib.sh"
source "$here/setup.sh"
tools
library
(fashion_mnist) || true # only one notebook needs it
[ "$(id -u)" = 0 ] && set -- --allow-root "$@"
JUPYTER_PATH="$cache/jupyter" exec "$python" -m notebook --notebook-dir="$root/notebooks" "$@"
