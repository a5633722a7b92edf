"""coverage.py's own database `.coverage`: SQLite, with the lines that ran and no word of those that did not.

https://coverage.readthedocs.io/en/latest/dbschema.html
"""

import re
import sqlite3
from collections.abc import Iterable
from contextlib import closing

from worker.coverage.report import LARGEST, Covered, FileCoverage, ReportError, within_limits

_STEPS = 50_000_000
"""Instructions of SQLite's machine that reading may take."""
_LONGEST = 1 << 17
"""Bytes of one set of line numbers: a million lines."""
_PLAIN = re.compile(r"CREATE TABLE\b", re.IGNORECASE)
"""How a table is made that is no window on something else."""


def read_database(text: bytes) -> Covered:
    """Read a database of coverage.py. It is opened in memory, and nothing but its plain tables is asked."""
    if not text.startswith(b"SQLite format 3\0"):
        raise ReportError("is no SQLite database")
    found: Covered = {}
    try:
        with closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(text)
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA query_only = ON")
            connection.set_progress_handler(lambda: 1, _STEPS)
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST)
            tables = _plain_tables(connection)
            if "file" not in tables:
                raise ReportError("is no database of coverage.py")
            if "line_bits" in tables:
                _note_bits(found, connection)
            if "arc" in tables:
                for path, first, last in connection.execute(
                    "SELECT path, fromno, tono FROM arc JOIN file ON file.id = file_id"
                ):
                    if isinstance(path, str):
                        _note(found, path, (line for line in (first, last) if isinstance(line, int)))
    except (sqlite3.Error, UnicodeDecodeError) as failure:
        raise ReportError(f"is no database that can be read: {failure}") from failure
    if not found:
        raise ReportError("names no line")
    return within_limits(found)


def _plain_tables(connection: sqlite3.Connection) -> set[str]:
    """Return the tables whose every value lies in the database: none is computed when it is asked for."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
    named = {name for name, sql in rows if isinstance(sql, str) and _PLAIN.match(sql)} & {"file", "line_bits", "arc"}
    return {name for name in named if not any(column[6] for column in connection.execute(f"PRAGMA table_xinfo({name})"))}


def _note_bits(found: Covered, connection: sqlite3.Connection) -> None:
    read = 0
    for path, bits in connection.execute("SELECT path, numbits FROM line_bits JOIN file ON file.id = file_id"):
        if isinstance(path, str) and isinstance(bits, bytes) and len(bits) <= _LONGEST:
            read += len(bits)
            if read > LARGEST:
                # One row stands for many files.
                raise ReportError("says more than its own size")
            _note(found, path, (at * 8 + bit for at, byte in enumerate(bits) for bit in range(8) if byte >> bit & 1))
            within_limits(found)


def _note(found: Covered, path: str, lines: Iterable[int]) -> None:
    one = found.setdefault(path, FileCoverage(complete=False))
    for line in lines:
        one.ran(line, 1)
