"""Facts of files that were read before, by what decides over them: the file's bytes, its path, and the code that reads it."""

import hashlib
import sqlite3
import threading
import time
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Self

from worker.source.languages import modules

LARGEST_CACHE = 1 << 29
"""Bytes of facts that are kept; what was not used for longest goes first."""

_DAY = 86_400
_TABLE = "CREATE TABLE IF NOT EXISTS facts (key BLOB PRIMARY KEY, facts BLOB NOT NULL, used INTEGER NOT NULL)"


@cache
def version() -> bytes:
    """Return a hash of the code that reads files: this package, the languages, the grammars and their parser."""
    seen = hashlib.blake2b(digest_size=16)
    here = Path(__file__).resolve().parent
    for folder in (here, here.parent / "languages"):
        for file in sorted(folder.glob("*.py")):
            seen.update(file.name.encode() + file.read_bytes())
    packages = {grammar.__module__.partition(".")[0] for module in modules() for grammar in module.grammars.values()}
    for package in sorted({"tree_sitter", *packages}):
        try:
            seen.update(f"{package}={metadata.version(package)};".encode())
        except metadata.PackageNotFoundError:
            seen.update(f"{package}=?;".encode())
    return seen.digest()


def key_of(path: str, language: str, text: bytes) -> bytes:
    """Return what the facts of a file are kept under."""
    seen = hashlib.blake2b(version(), digest_size=20)
    seen.update(f"{path}\0{language}\0".encode())
    seen.update(text)
    return seen.digest()


class FactsCache:
    """Encoded facts in one SQLite file, shared by all processes of a data folder.

    It is never needed: what is missing, damaged or locked is read anew, and what comes out of it is checked like anything that
    comes from outside.
    """

    def __init__(self, file: Path, largest: int = LARGEST_CACHE) -> None:
        self._largest = largest
        self._lock = threading.Lock()
        self._today = int(time.time()) // _DAY
        self._new: list[tuple[bytes, bytes, int]] = []
        self._seen: list[tuple[int, bytes]] = []
        self._database = _open(file)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get(self, key: bytes) -> bytes | None:
        """Return encoded facts, or None."""
        with self._lock:
            if self._database is None:
                return None
            try:
                row = self._database.execute("SELECT facts, used FROM facts WHERE key = ?", (key,)).fetchone()
            except sqlite3.Error:
                return None
            if row is None or not isinstance(row[0], bytes):
                return None
            if row[1] != self._today:
                self._seen.append((self._today, key))
            return row[0]

    def put(self, key: bytes, facts: bytes) -> None:
        """Keep encoded facts; they are written when the cache is closed."""
        with self._lock:
            self._new.append((key, facts, self._today))

    def close(self) -> None:
        """Write what is new, forget what has not been used for longest, and let go of the file."""
        with self._lock:
            database, self._database = self._database, None
            if database is None:
                return
            try:
                with database:
                    database.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?, ?)", self._new)
                    database.executemany("UPDATE facts SET used = ? WHERE key = ?", self._seen)
                    self._forget(database)
            except sqlite3.Error:
                # Somebody else writes for long, or the disk is full: the next reading does without.
                return
            finally:
                database.close()

    def _forget(self, database: sqlite3.Connection) -> None:
        (size,) = database.execute("SELECT COALESCE(SUM(LENGTH(facts)), 0) FROM facts").fetchone()
        if size <= self._largest:
            return
        gone = []
        for key, length in database.execute("SELECT key, LENGTH(facts) FROM facts ORDER BY used, rowid"):
            gone.append((key,))
            size -= length
            if size <= self._largest * 3 // 4:
                break
        database.executemany("DELETE FROM facts WHERE key = ?", gone)


def _open(file: Path) -> sqlite3.Connection | None:
    for attempt in range(2):
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            database = sqlite3.connect(file, timeout=5, check_same_thread=False)
        except (OSError, sqlite3.Error):
            return None
        try:
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=OFF")
            database.execute(_TABLE)
            database.execute("SELECT key, facts, used FROM facts LIMIT 1").fetchone()
        except sqlite3.OperationalError:
            database.close()
            return None
        except sqlite3.DatabaseError:
            # No database of ours: a damaged one is worth nothing.
            database.close()
            try:
                if attempt == 0:
                    file.unlink(missing_ok=True)
            except OSError:
                return None
            continue
        return database
    return None
