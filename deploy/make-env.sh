#!/bin/sh
# Builds .venv at the repository's root from the hash-pinned lock file. Rerun at will: it does nothing when nothing changed.
# usage: deploy/make-env.sh [requirements/dev.txt]
set -eu
cd "$(dirname "$0")/.."
lock=${1:-requirements/dev.txt}
venv=.venv
stamp=$venv/.lock-sha256
want=$(cat "$lock" pyproject.toml | sha256sum | cut -d' ' -f1)
[ -x "$venv/bin/anatoly" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$want" ] && exit 0

python=${PYTHON:-python3}
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || {
  echo "make env: Python 3.11 or newer is needed; '$python' is not. Set PYTHON=/path/to/python3.11" >&2; exit 2; }

# Debian splits ensurepip off into python3-venv: without it, make the folder first and let uv or the system's pip fill it.
if [ ! -x "$venv/bin/python" ]; then
  "$python" -m venv "$venv" >/dev/null 2>&1 || { rm -rf "$venv"; "$python" -m venv --without-pip "$venv"; }
fi

install() {
  if command -v uv >/dev/null 2>&1; then uv pip install --quiet --python "$venv/bin/python" "$@"
  elif [ -x "$venv/bin/uv" ]; then "$venv/bin/uv" pip install --quiet --python "$venv/bin/python" "$@"
  elif "$venv/bin/python" -m pip --version >/dev/null 2>&1; then "$venv/bin/python" -m pip install --quiet "$@"
  elif "$python" -m pip --version >/dev/null 2>&1; then "$python" -m pip --python "$venv/bin/python" install --quiet "$@"
  else echo "make env: neither pip nor uv found. On Debian: apt-get install python3-venv" >&2; exit 2; fi
}
# uv comes from the same lock and installs the rest five times faster than pip; where it cannot, pip does it all.
if ! command -v uv >/dev/null 2>&1 && [ ! -x "$venv/bin/uv" ] && grep -q '^uv==' "$lock"; then
  only_uv=$(mktemp)
  sed -n '/^uv==/,/[^\\]$/p' "$lock" > "$only_uv"
  install --require-hashes -r "$only_uv" || true
  rm -f "$only_uv"
fi
echo "installing $(grep -c '==' "$lock") pinned packages into $venv" >&2
install --require-hashes -r "$lock"
install --no-deps --no-build-isolation --editable .
echo "$want" > "$stamp"
