"""Which files of a package are in what npm publishes: https://docs.npmjs.com/cli/configuring-npm/package-json#files."""

import posixpath
import re
from functools import lru_cache

from app.domain.globs import GlobError, Globs
from worker.graph.node_files import NodeFiles
from worker.graph.node_project import Package

_BUNDLERS = re.compile(
    r"\b(?:rollup|webpack|tsup|tsdx|vite|esbuild|microbundle|parcel|ncc|unbuild|tsdown|bunchee|pkgroll|rslib|rolldown|father)\b"
)
"""Tools that put many modules into one file, so that no single one can be imported."""


def ships(package: Package, path: str, files: NodeFiles) -> bool:
    """Return whether others can import the file once the package is installed, as it is or as what is built from it."""
    patterns = package.data.get("files")
    if not isinstance(patterns, list):
        return True
    written = [one.removeprefix("./") for one in patterns if isinstance(one, str)]
    inside = posixpath.relpath(path, package.folder or ".")
    if _listed(written, inside):
        return True
    built = [one for one in written if _is_built(posixpath.join(package.folder, one), files)]
    return bool(built) and not any(_BUNDLERS.search(script) for script in package.scripts)


@lru_cache(maxsize=256)
def _covering(pattern: str) -> Globs:
    return Globs.covering((pattern,))


def _listed(written: list[str], path: str) -> bool:
    """Whether the last pattern that means the path is not one that begins with `!`. What cannot be read may mean it."""
    listed = False
    for one in written:
        left_out = one.startswith("!")
        try:
            if _covering(one[1:] if left_out else f"/{one.lstrip('/')}").match(path):
                listed = not left_out
        except GlobError:
            listed |= not left_out
    return listed


def _is_built(path: str, files: NodeFiles) -> bool:
    """Return whether a published path is made by a build: nothing in the repository lies there."""
    fixed = path.partition("*")[0].rstrip("/")
    return bool(fixed) and "!" not in path and fixed not in files.all and fixed not in files.folders
