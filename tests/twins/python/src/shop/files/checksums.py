"""Fingerprints of files, to know a copy from a change."""

import hashlib
import zlib
from pathlib import Path

BLOCK = 64 * 1024


def sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        # Block by block: catalogues of pictures do not fit in memory.
        while block := stream.read(BLOCK):
            digest.update(block)
    return digest.hexdigest()


def crc32_of(path: Path) -> str:
    """The checksum that the label printer expects, eight hexadecimal digits."""
    value = 0
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            value = zlib.crc32(block, value)
    return f"{value:08x}"
