"""The throw-away folder of one run: `runs/NAME/tree`, and beside it a manifest that is written last.

A folder without a manifest is half made and counts for nothing. Whoever reads the folder holds its lock together with the
others; who wants to make or remove it must hold it alone. A killed process holds nothing, so its leavings can be told.
"""

import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from worker.checkout.locks import FileLock
from worker.checkout.tree import Omitted

_UNNAMED = "once-"
_LASTS = 24 * 60 * 60.0


class Manifest(BaseModel):
    """What a finished run folder holds. The address, the names asked for, and what they meant when it was made."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    url: str
    ref: str | None
    base_ref: str | None
    commit: str
    base: str | None
    files: tuple[str, ...]
    omitted: tuple[Omitted, ...]


@dataclass(slots=True)
class RunFolder:
    """The folder of one run below `runs`."""

    runs: Path
    name: str

    @classmethod
    def unnamed(cls, runs: Path, unique: str) -> "RunFolder":
        """A folder that nobody else will ask for."""
        return cls(runs, f"{_UNNAMED}{unique}")

    @property
    def folder(self) -> Path:
        """Holds the tree and the manifest."""
        return self.runs / self.name

    @property
    def tree(self) -> Path:
        """The files of the commit."""
        return self.folder / "tree"

    @property
    def lock_path(self) -> Path:
        """The lock file, beside the folder so that it outlives it."""
        return self.runs / f"{self.name}.lock"

    def manifest(self) -> Manifest | None:
        """The manifest of a finished folder."""
        try:
            return Manifest.model_validate_json((self.folder / "checkout.json").read_bytes())
        except (FileNotFoundError, NotADirectoryError, ValidationError):
            return None

    def empty(self) -> Path:
        """Start over: an empty tree."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.tree.mkdir(parents=True)
        return self.tree

    def finish(self, manifest: Manifest) -> None:
        """Declare the tree complete."""
        half = self.folder / "checkout.half"
        half.write_text(manifest.model_dump_json())
        half.rename(self.folder / "checkout.json")

    def remove(self, lock: FileLock) -> None:
        """Remove the folder if `lock` can become the only one on it, and let go."""
        if lock.fd >= 0 and lock.claim():
            shutil.rmtree(self.folder, ignore_errors=True)
            self.lock_path.unlink(missing_ok=True)
        lock.close()


def sweep(runs: Path) -> None:
    """Remove what killed processes left: unnamed folders at once, named ones a day after they were last opened."""
    for path in runs.glob("*.lock"):
        run = RunFolder(runs, path.name.removesuffix(".lock"))
        try:
            idle = time.time() - path.stat().st_mtime
        except FileNotFoundError:
            continue
        if (run.name.startswith(_UNNAMED) or idle > _LASTS) and (lock := FileLock.attempt(path)):
            run.remove(lock)
