"""Names for addresses and files."""

import re
import unicodedata

_NOT_WORD = re.compile(r"[^a-z0-9]+")
_NOT_FILE = re.compile(r"[^A-Za-z0-9.]+")


def slugify(title: str, max_length: int = 80) -> str:
    """Turn a title into the part of an address: ASCII, lower case, words joined by dashes."""
    decomposed = unicodedata.normalize("NFKD", title)
    plain = decomposed.encode("ascii", "ignore").decode("ascii")
    slug = _NOT_WORD.sub("-", plain.lower()).strip("-")
    return slug[:max_length].rstrip("-")


def safe_filename(title: str, max_length: int = 80) -> str:
    """Turn a title into a file name: ASCII, case and dots kept, the rest joined by underscores."""
    decomposed = unicodedata.normalize("NFKD", title)
    plain = decomposed.encode("ascii", "ignore").decode("ascii")
    name = _NOT_FILE.sub("_", plain).strip("._")
    return name[:max_length].rstrip("_") or "unnamed"
