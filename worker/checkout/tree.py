"""The files of one commit, laid out in a folder.

The blobs are written by us and not by `git checkout`: byte for byte, so that lines and quotes are those of the commit;
no attribute, filter, hook or symbolic link has a say; and no name leads out of the folder.
"""

import errno
import os
import tempfile
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from worker.checkout.errors import CheckoutError, MirrorBrokenError, Reason
from worker.checkout.git import Git, GitError
from worker.checkout.limits import Deadline, Limits

_CHUNK = 1 << 20
_LINK = b"120000"
_LONGEST_LINK = 4096


@dataclass(frozen=True, slots=True)
class Omitted:
    """Something in the commit that is not among the listed files, and why, in words for the report."""

    file: str
    """Its path; bytes that are not UTF-8 are written as `\\xNN`."""
    reason: str
    link: str | None = None
    """For a symbolic link: the path it leads to, relative to the root; None when that is outside or unreadable."""


@dataclass(frozen=True, slots=True)
class Blob:
    """One regular file of a commit."""

    path: bytes
    oid: bytes
    size: int


@dataclass(frozen=True, slots=True)
class Tree:
    """What a commit holds. `blobs` may have names that cannot be listed; they are laid out, so that searches see them."""

    blobs: tuple[Blob, ...]
    omitted: tuple[Omitted, ...]


def printable(name: bytes) -> str:
    """A name that can be shown and stored, whatever its bytes."""
    text = name.decode(errors="backslashreplace")
    return "".join(c if unicodedata.category(c) not in _UNSHOWABLE else c.encode("unicode_escape").decode() for c in text)


_UNSHOWABLE = ("Cc", "Zl", "Zp")


def unlistable(name: bytes) -> str:
    """Why a name cannot be listed, or an empty string: a listed name is UTF-8 and stays on one line."""
    try:
        text = name.decode()
    except UnicodeDecodeError:
        return "its name is not UTF-8"
    if any(unicodedata.category(c) in _UNSHOWABLE for c in text):
        return "its name holds control characters"
    return ""


def read_tree(git: Git, commit: str, limits: Limits, deadline: Deadline, label: str, folder: str = "") -> Tree:
    """List a commit (or one `folder` of it). Raises `CheckoutError(too_large, too_many_files)`, `MirrorBrokenError`."""
    try:
        out = git.run("ls-tree", "-r", "-l", "-z", "--full-tree", f"{commit}:{folder}", deadline=deadline)
    except GitError as error:
        raise MirrorBrokenError(error.detail) from None
    blobs: list[Blob] = []
    omitted: list[Omitted] = []
    links: list[Blob] = []
    for entry in out.split(b"\0")[:-1]:
        head, _, path = entry.partition(b"\t")
        mode, _kind, oid, size = head.split()
        if reason := _refused(mode, path):
            omitted.append(Omitted(printable(path), reason))
            continue
        if mode == _LINK:
            links.append(Blob(path, oid, int(size)))
            continue
        blobs.append(Blob(path, oid, int(size)))
        if reason := unlistable(path):
            omitted.append(Omitted(printable(path), reason))
    check_limits(len(blobs), sum(blob.size for blob in blobs), limits, label)
    return Tree(tuple(blobs), (*omitted, *_read_links(git, links, deadline)))


NESTED, SUBMODULE = "a repository of its own", "a submodule"
"""Why a folder is no part of a checkout: another repository lies there, or would."""


def omitted_link(path: bytes, target: bytes) -> Omitted:
    """A symbolic link at `path`, as it is reported: it is never followed."""
    leads = os.path.normpath(os.path.join(os.path.dirname(path), target))  # noqa: PTH118, PTH120 - bytes
    inside = not (leads.startswith((b"/", b"../")) or leads == b".." or unlistable(leads))
    return Omitted(printable(path), "a symbolic link", leads.decode() if inside else None)


def check_limits(files: int, size: int, limits: Limits, label: str) -> None:
    """Raise `CheckoutError` when this is too much."""
    if files > limits.max_files:
        raise CheckoutError(
            Reason.TOO_MANY_FILES,
            f"{label} holds {files} files, more than {limits.max_files}; raise ANATOLY_MAX_FILES to allow more.",
        )
    if size > limits.max_bytes:
        raise CheckoutError(
            Reason.TOO_LARGE,
            f"{label} holds {size / 1024 / 1024:.1f} MB of files, more than {limits.max_bytes / 1024 / 1024:g} MB; "
            "raise ANATOLY_MAX_REPOSITORY_MB to allow more.",
        )


def write_tree(git: Git, tree: Tree, root: Path, deadline: Deadline) -> list[Omitted]:
    """Lay a tree out under the empty folder `root`; returns what this file system cannot hold.

    Raises `CheckoutError(unreadable, timeout)`, `MirrorBrokenError` when an object is missing or damaged.
    """
    failed: list[Omitted] = []
    made: set[bytes] = set()
    base = os.fsencode(root)
    with tempfile.TemporaryFile() as wanted:
        wanted.write(b"".join(blob.oid + b"\n" for blob in tree.blobs))
        wanted.seek(0)
        with git.stream("cat-file", "--batch", "--buffer", stdin=wanted, deadline=deadline) as objects:
            for blob in tree.blobs:
                deadline.check()
                _expect_header(objects, blob)
                fd, reason = _create(base, blob.path, made)
                if reason:
                    failed.append(Omitted(printable(blob.path), reason))
                _copy(objects, fd, blob)
    return failed


def _read_links(git: Git, links: list[Blob], deadline: Deadline) -> list[Omitted]:
    short = [link for link in links if link.size <= _LONGEST_LINK]
    found = [Omitted(printable(link.path), "a symbolic link") for link in links if link.size > _LONGEST_LINK]
    if not short:
        return found
    with tempfile.TemporaryFile() as wanted:
        wanted.write(b"".join(link.oid + b"\n" for link in short))
        wanted.seek(0)
        with git.stream("cat-file", "--batch", "--buffer", stdin=wanted, deadline=deadline) as objects:
            for link in short:
                _expect_header(objects, link)
                found.append(omitted_link(link.path, objects.read(link.size)))
                objects.read(1)
    return found


def _refused(mode: bytes, path: bytes) -> str:
    if mode == b"160000":
        return SUBMODULE
    if any(part in (b"", b".", b"..") or part.lower() == b".git" for part in path.split(b"/")):
        return "its name is not safe"
    return ""


def _expect_header(objects: IO[bytes], blob: Blob) -> None:
    expected = b"%b blob %d\n" % (blob.oid, blob.size)
    if objects.readline(len(expected) + 64) != expected:
        raise MirrorBrokenError(f"object {blob.oid.decode()} is missing or damaged")


def _create(base: bytes, path: bytes, made: set[bytes]) -> tuple[int, str]:
    """Create one file, and its folders; (-1, reason) when the name cannot be had here."""
    target = base + b"/" + path
    parent = target.rpartition(b"/")[0]
    try:
        if parent not in made:
            os.makedirs(parent, exist_ok=True)  # noqa: PTH103 - names are bytes here, which pathlib does not take
            made.add(parent)
        return os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644), ""
    except OSError as error:
        if error.errno in (errno.EEXIST, errno.ENOTDIR, errno.ENAMETOOLONG, errno.EILSEQ):
            return -1, "its name cannot be stored on this machine"
        raise _no_room(error) from error


def _copy(objects: IO[bytes], fd: int, blob: Blob) -> None:
    left = blob.size
    try:
        while left:
            chunk = objects.read(min(left, _CHUNK))
            if not chunk:
                raise MirrorBrokenError(f"object {blob.oid.decode()} is damaged")
            left -= len(chunk)
            if fd >= 0:
                _write(fd, chunk)
    finally:
        if fd >= 0:
            os.close(fd)
    if objects.read(1) != b"\n":
        raise MirrorBrokenError(f"object {blob.oid.decode()} is damaged")


def _write(fd: int, chunk: bytes) -> None:
    view = memoryview(chunk)
    try:
        while view:
            view = view[os.write(fd, view) :]
    except OSError as error:
        raise _no_room(error) from error


def _no_room(error: OSError) -> CheckoutError:
    return CheckoutError(
        Reason.UNREADABLE,
        f"The files cannot be written on this machine ({error.strerror}); check the disk of ANATOLY_DATA_DIR.",
    )
