"""Stock lists from suppliers. A list that we have seen already is not read again."""

import csv
import hashlib
from pathlib import Path

BLOCK = 64 * 1024


def sha256_of(path: Path) -> str:
    digest = hashlib.sha256()

    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            digest.update(block)

    return digest.hexdigest()  # the name under which we remember a list


def split_record(line: str) -> list[str]:
    """The cells of one line of CSV; quotes may hold commas and doubled quotes."""
    reader = csv.reader([line], delimiter=",", quotechar='"', doublequote=True)
    for cells in reader:
        return cells
    return []


def is_new(path: Path, seen: set[str]) -> bool:
    """Whether a list has not been read yet; from now on it counts as read."""
    fingerprint = sha256_of(path)
    if fingerprint in seen:
        return False
    seen.add(fingerprint)
    return True
