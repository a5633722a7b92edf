"""A git directory of ours that stands in for a local repository's own.

It has the real one's HEAD, references, index and ignore list, borrows its objects, and has no configuration: no filter, hook,
file system monitor, alias or include of the real one exists for the git that works here. Nothing is written to the real one.
"""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from worker.checkout.errors import CheckoutError, Reason
from worker.checkout.git import Git, GitError
from worker.checkout.limits import Deadline

_MOST = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Repository:
    """Where a local repository keeps its parts."""

    top: Path | None
    """The top of the working tree; None for a bare repository."""
    git_dir: Path
    common: Path
    """Differs from `git_dir` in a linked worktree."""


def find_repository(folder: Path) -> Repository | None:
    """The repository that a folder is in: the nearest parent with a `.git`, or a bare one that is the folder itself."""
    for top in (folder, *folder.parents):
        entry = top / ".git"
        if entry.is_file() and not entry.is_symlink():
            target = _line(entry).removeprefix("gitdir:").strip()
            if target and (repository := _at(top / target, top)):
                return repository
        elif entry.is_dir() and (repository := _at(entry, top)):
            return repository
    return _at(folder, None)


def make_shadow(repository: Repository, folder: Path, deadline: Deadline) -> Path:
    """Build the shadow of `repository` in `folder` and return it. Raises `CheckoutError(unreadable)`."""
    folder.mkdir()
    try:
        (folder / "objects/info").mkdir(parents=True)
        (folder / "objects/info/alternates").write_bytes(_quoted(repository.common / "objects") + b"\n")
        (folder / "refs").symlink_to(repository.common / "refs")
        (folder / "info").mkdir()
        # Attributes of the repository may hide lines from a diff or name a program; these outrank them.
        (folder / "info/attributes").write_text("* !diff !filter !working-tree-encoding !merge\n")
        _copy(repository.git_dir / "HEAD", folder / "HEAD")
        for name in ("packed-refs", "shallow", "info/exclude"):
            _copy(repository.common / name, folder / name)
        if repository.top:
            for index in ("index", *(path.name for path in repository.git_dir.glob("sharedindex.*"))):
                _copy(repository.git_dir / index, folder / index)
        (folder / "config").write_text(_format(repository.common / "config", folder, deadline))
    except OSError as error:
        raise CheckoutError(
            Reason.UNREADABLE,
            f"The repository at {repository.git_dir} cannot be read ({error.strerror}); check its permissions.",
        ) from error
    return folder


def _at(git_dir: Path, top: Path | None) -> Repository | None:
    git_dir = git_dir.resolve()
    common = git_dir
    if (git_dir / "commondir").is_file():
        common = (git_dir / _line(git_dir / "commondir")).resolve()
    if _is_regular(git_dir / "HEAD") and (common / "objects").is_dir() and (common / "refs").is_dir():
        return Repository(top, git_dir, common)
    return None


def _format(config: Path, folder: Path, deadline: Deadline) -> str:
    """Our configuration: nothing of the real one but how its objects are named (SHA-1 or SHA-256), which must be known."""
    names = "sha1"
    if _is_regular(config):
        # Reading one value of a named file runs nothing and follows no include.
        try:
            out = Git(folder).run(
                "config", "--file", str(config), "--no-includes", "--get", "extensions.objectFormat", deadline=deadline
            )
            names = out.decode(errors="replace").strip()
        except GitError:
            names = "sha1"
    if names == "sha256":
        return "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tobjectFormat = sha256\n"
    return "[core]\n\trepositoryformatversion = 0\n"


def _is_regular(path: Path) -> bool:
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def _line(path: Path) -> str:
    """The text of a small regular file; a pipe or a giant in its place is not read."""
    if not _is_regular(path) or path.stat().st_size > 8192:
        return ""
    return os.fsdecode(path.read_bytes()).strip()


def _copy(source: Path, target: Path) -> None:
    """Copy a regular file, if it is there and is one."""
    try:
        fd = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    with os.fdopen(fd, "rb") as file:
        status = os.fstat(fd)
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST:
            return
        with target.open("wb") as out:
            while chunk := file.read(1 << 20):
                out.write(chunk)


def _quoted(path: Path) -> bytes:
    """A path as git reads it in `objects/info/alternates`: quoted like a C string."""
    raw = os.fsencode(path)
    return (
        b'"' + b"".join(b"\\%03o" % byte if byte < 32 or byte in b'"\\' or byte > 126 else bytes([byte]) for byte in raw) + b'"'
    )
