#!/bin/sh
# Recompiles requirements/*.txt from pyproject.toml: hashes in, download addresses out (uv.lock would record hosts).
# dev.txt is resolved first; web.txt and worker.txt are subsets of it, so the three never disagree.
set -eu
cd "$(dirname "$0")/.."
uv=.venv/bin/uv
compile() { "$uv" pip compile --quiet pyproject.toml --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-annotate --no-header "$@"; }
compile ${UPGRADE:+--upgrade} --extra dev --output-file requirements/dev.txt
compile --extra worker --constraints requirements/dev.txt --output-file requirements/worker.txt
compile --constraints requirements/dev.txt --output-file requirements/web.txt
