"""A folder of this machine, read in place, or one commit of its repository.

The folder's own `.git/config` is never read: it can name programs to run in more ways than a list can forbid. git works on
a shadow instead, a git directory of ours that borrows the objects, references and index of the real one.
"""

import os
import shutil
import stat
import tempfile
from pathlib import Path

from worker.checkout.checkout import Checkout
from worker.checkout.errors import CheckoutError, MirrorBrokenError, Reason
from worker.checkout.git import Git, GitError
from worker.checkout.limits import Deadline, Limits
from worker.checkout.shadow import Repository, find_repository, make_shadow
from worker.checkout.tree import NESTED, Omitted, check_limits, omitted_link, printable, read_tree, unlistable, write_tree

_NOT_OURS = frozenset(
    {
        ".git",
        ".hg",
        ".svn",
        "node_modules",
        ".venv",
        "venv",
        "__pycache__",
        "anatoly-report",
        ".tox",
        ".mypy_cache",
        ".ruff_cache",
    }
)


def open_local(path: Path | str, ref: str | None = None, limits: Limits | None = None) -> Checkout:
    """Open a folder, or a folder inside a repository. Nothing is ever written there. Raises `CheckoutError`.

    Without `ref`, the working tree as it is: tracked files and untracked ones that git does not ignore; a folder without
    git is walked, leaving out what is not its own (`.git`, `node_modules`, virtual environments). With `ref`, anything
    that git understands as a commit, laid out in a throw-away folder.
    """
    limits = limits or Limits()
    given = Path(path).expanduser()
    try:
        root = given.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise CheckoutError(Reason.GONE, f"There is no folder {given}; check the path.") from error
    if not root.is_dir():
        raise CheckoutError(Reason.NOT_A_REPOSITORY, f"{given} is not a folder; give the folder that holds the code.")
    deadline = Deadline.after(limits.seconds, f"Reading {root}")
    repository = find_repository(root)
    if repository is None:
        if ref is not None:
            raise CheckoutError(
                Reason.NOT_A_REPOSITORY, f"{root} is not in a git repository, so it has no {ref!r}; leave the ref out."
            )
        return _open_plain(root, limits, deadline)
    scratch = Path(tempfile.mkdtemp(prefix="anatoly-"))
    try:
        return _open_repository(root, repository, ref, scratch, limits, deadline)
    except BaseException:
        shutil.rmtree(scratch, ignore_errors=True)
        raise


def _open_plain(root: Path, limits: Limits, deadline: Deadline) -> Checkout:
    files, omitted = _keep(root, _walk(root, deadline), limits)
    return Checkout(root, "", True, root.name, files, omitted, git_dir=None)


def _open_repository(
    root: Path, repository: Repository, ref: str | None, scratch: Path, limits: Limits, deadline: Deadline
) -> Checkout:
    shadow = make_shadow(repository, scratch / "shadow", deadline)
    folder = "" if repository.top is None else root.relative_to(repository.top).as_posix().removeprefix(".")
    commit = _resolve(Git(shadow), ref or "HEAD", deadline)
    if ref is None and repository.top is not None:
        checkout = _open_working_tree(root, repository.top, shadow, commit, limits, deadline)
        checkout.folder = folder
    elif not commit:
        raise CheckoutError(Reason.BAD_REF, f"{root} has no commit {ref or 'yet'}; name a branch, a tag or a SHA that it has.")
    else:
        checkout = _lay_out(root, folder, shadow, commit, limits, deadline)
    checkout.on_release = lambda: shutil.rmtree(scratch, ignore_errors=True)
    return checkout


def _open_working_tree(root: Path, top: Path, shadow: Path, commit: str, limits: Limits, deadline: Deadline) -> Checkout:
    git = Git(shadow, work_tree=top, cwd=root)
    try:
        listed = git.run("ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate", "-z", deadline=deadline)
        status = git.run("status", "--porcelain", "-z", "--ignore-submodules=all", "--", ".", deadline=deadline)
    except GitError as error:
        raise CheckoutError(Reason.UNREADABLE, f"git cannot read {root}: {error.detail}") from None
    names = sorted(set(listed.split(b"\0")) - {b""})
    # A folder that its repository ignores has no listed file: it is looked at for itself.
    files, omitted = _keep(root, names if names or root == top else _walk(root, deadline), limits)
    dirty = bool(status) or not commit
    label = root.name + (f"@{commit[:12]}" if commit else "") + (" with uncommitted changes" if dirty and commit else "")
    return Checkout(root, commit, dirty, label, files, omitted, git_dir=shadow, work_tree=top)


def _lay_out(root: Path, folder: str, shadow: Path, commit: str, limits: Limits, deadline: Deadline) -> Checkout:
    label = f"{root.name}@{commit[:12]}"
    git = Git(shadow)
    tree_root = shadow.parent / "tree"
    tree_root.mkdir()
    if folder and not _has(git, f"{commit}:{folder}", deadline):
        raise CheckoutError(Reason.BAD_REF, f"The commit {commit[:12]} has no folder {folder}; name a commit that has it.")
    try:
        tree = read_tree(git, commit, limits, deadline, label, folder)
        failed = write_tree(git, tree, tree_root, deadline)
    except MirrorBrokenError as error:
        raise CheckoutError(
            Reason.UNREADABLE, f"{root} cannot be read at {commit[:12]} ({error}); run `git fsck` there."
        ) from None
    lost = {omitted.file for omitted in failed}
    files = sorted(path for blob in tree.blobs if not unlistable(blob.path) and (path := blob.path.decode()) not in lost)
    return Checkout(tree_root, commit, False, label, tuple(files), (*tree.omitted, *failed), git_dir=shadow, folder=folder)


def _resolve(git: Git, ref: str, deadline: Deadline) -> str:
    """The commit that `ref` means, or an empty string."""
    if ref.startswith("-") or "\0" in ref:
        return ""
    try:
        return git.run("rev-parse", "--quiet", "--verify", f"{ref}^{{commit}}", deadline=deadline).decode().strip()
    except GitError:
        return ""


def _has(git: Git, name: str, deadline: Deadline) -> bool:
    try:
        git.run("cat-file", "-e", name, deadline=deadline)
    except GitError:
        return False
    return True


def _walk(root: Path, deadline: Deadline) -> list[bytes]:
    found: list[bytes] = []
    base = os.fsencode(root)
    for folder, folders, names in os.walk(base):
        deadline.check()
        links = [name for name in folders if os.path.islink(folder + b"/" + name)]  # noqa: PTH114 - bytes
        folders[:] = [name for name in folders if os.fsdecode(name) not in _NOT_OURS and name not in links]
        below = folder.removeprefix(base).lstrip(b"/")
        found += [below + b"/" + name if below else name for name in (*names, *links) if name != b".git"]
    return found


def _keep(root: Path, names: list[bytes], limits: Limits) -> tuple[tuple[str, ...], tuple[Omitted, ...]]:
    """Which of the names are regular files that can be listed, and what the others are."""
    base = os.fsencode(root)
    files: list[str] = []
    omitted: list[Omitted] = []
    size = 0
    through_link: dict[bytes, bool] = {b"": False}
    for name in names:
        path = base + b"/" + name
        if _passes_link(base, name.rstrip(b"/").rpartition(b"/")[0], through_link):
            continue
        try:
            status = os.lstat(path.rstrip(b"/"))
        except (FileNotFoundError, NotADirectoryError):
            continue  # deleted in the working tree
        if stat.S_ISLNK(status.st_mode):
            omitted.append(omitted_link(name, os.readlink(path)))  # noqa: PTH115 - bytes
        elif stat.S_ISDIR(status.st_mode):
            omitted.append(Omitted(printable(name), NESTED))
        elif not stat.S_ISREG(status.st_mode):
            omitted.append(Omitted(printable(name), "not a regular file"))
        elif reason := unlistable(name):
            omitted.append(Omitted(printable(name), reason))
        else:
            files.append(name.decode())
            size += status.st_size
    check_limits(len(files), size, limits, str(root))
    return tuple(sorted(files)), tuple(omitted)


def _passes_link(base: bytes, folder: bytes, known: dict[bytes, bool]) -> bool:
    """Whether a folder is reached through a symbolic link: git lists what stood there before, the link leads elsewhere."""
    if folder not in known:
        parent = folder.rpartition(b"/")[0]
        known[folder] = _passes_link(base, parent, known) or os.path.islink(base + b"/" + folder)  # noqa: PTH114 - bytes
    return known[folder]
