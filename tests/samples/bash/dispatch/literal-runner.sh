#!/bin/bash
# Everything that is run has its name written out, so that what is not named is dead.
SUDO=""
run_it() { echo "+ $*"; "$@"; }
quietly() { local log=$1; shift; "$@" > "$log"; }
compile() { cc "$1"; }
never_compiled() { cc "$1"; }
target="${2:-all}"
run_it compile "$1"
quietly /tmp/log compile "$target"
$SUDO rm -f "$target"
files=(docker run)
files+=("$1")
"${files[@]}"
python_bin=$(command -v python3)
"$python_bin" -V
