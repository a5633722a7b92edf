"""What is kept of cards between runs: one LanceDB table of vectors a repository, by the id of each card."""

import fcntl
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from worker.index.embedding import Vectors
from worker.index.nearest import Views

if TYPE_CHECKING:
    import pyarrow as pa
    from lancedb.table import Table

KEPT_DAYS = 30
"""Days for which the vectors of a function are kept that no run has seen: it may live on in another branch."""
_SEEN_AGAIN_DAYS = 7
"""A row says within so many days when it was last seen: it is not written anew every night."""
_NAME = "cards"
_FORMAT = "1"
_LOCK = "lock"


class CardTable:
    """The vectors of one repository's cards. Rows are only ever added or removed: the same id is the same vector.

    A table of another model, another length or another format, or one that cannot be read, is made anew.
    """

    def __init__(self, folder: Path, model: str, dimension: int) -> None:
        """Open the table in `folder`, which is made if need be. `dimension` is the length of the model's vectors."""
        self._folder, self._dimension = folder, dimension
        self._signed = {b"model": model.encode(), b"dimension": str(dimension).encode(), b"format": _FORMAT.encode()}
        with self._alone():
            self._table = self._opened()

    def load(self) -> tuple[dict[str, int], Views, NDArray[np.int64]]:
        """Return what is known: the position of each id, the vectors, and the day on which each was last seen."""
        rows = self._table.to_arrow()
        ids = {identity: at for at, identity in enumerate(rows["id"].to_pylist())}
        views = Views(self._matrix(rows, "code"), self._matrix(rows, "words"))
        return ids, views, np.asarray(rows["seen"].to_numpy(), dtype=np.int64)

    def add(self, ids: Sequence[str], views: Views, day: int) -> None:
        """Keep vectors: one row per id, in the order of `ids`."""
        import pyarrow as pa

        columns = [pa.array(ids, pa.string()), self._column(views.code), self._column(views.words)]
        rows = pa.table([*columns, pa.array([day] * len(ids), pa.int32())], schema=self._schema())
        with self._alone():
            self._table.add(rows)

    def collect(self, seen: Sequence[str], known: dict[str, int], days: NDArray[np.int64], day: int) -> int:
        """Write down that `seen` were seen on `day`, and remove what nobody has seen for `KEPT_DAYS`; return how many."""
        # Two functions may have one id: the same method in two files.
        once = dict.fromkeys(seen)
        stale = [identity for identity in once if identity in known and days[known[identity]] < day - _SEEN_AGAIN_DAYS]
        gone: int = int((days < day - KEPT_DAYS).sum()) - sum(days[known[identity]] < day - KEPT_DAYS for identity in stale)
        if not stale and not gone:
            return 0
        with self._alone():
            for start in range(0, len(stale), 500):
                listed = ", ".join(f"'{identity}'" for identity in stale[start : start + 500])
                self._table.update(where=f"id IN ({listed})", values={"seen": day})
            if gone:
                self._table.delete(f"seen < {day - KEPT_DAYS}")
            self._table.optimize()
        return gone

    def _opened(self) -> "Table":
        import lancedb

        try:
            database = lancedb.connect(self._folder)
            if _NAME in database.list_tables().tables:
                table = database.open_table(_NAME)
                if table.schema.equals(self._schema(), check_metadata=True) and table.to_arrow().num_rows >= 0:
                    return table
        except (OSError, ValueError, RuntimeError):
            # Damaged, or of another version of the library: what it held is worth some minutes, not a run.
            database = None
        for entry in self._folder.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            elif entry.name != _LOCK:
                entry.unlink()
        return lancedb.connect(self._folder).create_table(_NAME, schema=self._schema())

    def _schema(self) -> "pa.Schema":
        import pyarrow as pa

        vector = pa.list_(pa.float32(), self._dimension)
        fields = [("id", pa.string()), ("code", vector), ("words", vector), ("seen", pa.int32())]
        return pa.schema(fields, metadata=self._signed)

    def _column(self, rows: Vectors) -> "pa.FixedSizeListArray":
        import pyarrow as pa

        return pa.FixedSizeListArray.from_arrays(pa.array(rows.ravel(), pa.float32()), self._dimension)

    def _matrix(self, rows: Any, name: str) -> Vectors:
        flat = rows[name].combine_chunks().flatten() if rows.num_rows else None
        return np.asarray(flat.to_numpy() if flat is not None else [], np.float32).reshape(-1, self._dimension)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other processes of this machine from writing meanwhile."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
