"""A commit, or a working folder, that can be read: what every later stage starts from."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from worker.checkout.tree import NESTED, Omitted

MOST_FOREIGN = 50_000


@dataclass(slots=True)
class Checkout:
    """A folder to read, and where it comes from. Use it in a `with`, or call `release` when nobody needs it any more."""

    root: Path
    """Absolute. Everything is relative to this."""
    commit: str
    """Full SHA; empty for a folder without git or without a commit."""
    dirty: bool
    """The folder differs from the commit."""
    label: str
    """What people call it, on one line."""
    files: tuple[str, ...]
    omitted: tuple[Omitted, ...]
    git_dir: Path | None
    """A git directory that knows the commit and its base; None for a folder without git."""
    work_tree: Path | None = None
    """For a folder that is read in place: the top of its working tree."""
    folder: str = ""
    """Where `root` lies below the top of the repository, POSIX; empty at the top."""
    base_ref: str | None = None
    base: str | None = None
    """Full SHA of `base_ref`."""
    lasting: bool = False
    """Leaving the `with` keeps the folder for the next work item of the same run."""
    on_close: Callable[[], None] = field(default=lambda: None, repr=False)
    on_release: Callable[[], None] = field(default=lambda: None, repr=False)

    def close(self) -> None:
        """Let go of the folder without removing it, for the next work item of the same run."""
        self.on_close()

    def release(self) -> None:
        """Remove what was made for this checkout, unless another process still uses it. Never the mirror."""
        self.on_release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.lasting:
            self.close()
        else:
            self.release()


def list_foreign(checkout: Checkout) -> list[str]:
    """The regular files of repositories that lie inside a working folder, sorted: they are no part of it, but can use it.

    There are none where the checkout was laid out from a commit, which has of a submodule only its name.
    """
    found = []
    for each in checkout.omitted:
        for folder, folders, names in os.walk(checkout.root / each.file) if each.reason == NESTED else ():
            folders[:] = [name for name in folders if name != ".git"]
            below = Path(folder).relative_to(checkout.root).as_posix()
            found += [f"{below}/{name}" for name in names if name.isprintable() and name != ".git"]
            if len(found) > MOST_FOREIGN:
                return sorted(found[:MOST_FOREIGN])
    return sorted(found)


def list_files(checkout: Checkout) -> list[str]:
    """The regular files of a checkout: sorted POSIX paths relative to its root, UTF-8, without control characters.

    What is left out, and why, is in `checkout.omitted`: symbolic links, submodules, names that cannot be written down.
    """
    return list(checkout.files)
