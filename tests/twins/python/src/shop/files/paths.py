"""Paths inside the archive of documents, which knows only forward slashes."""

import posixpath


def normalize(path: str) -> str:
    """The one spelling of a path in the archive; ValueError for one that leads out of it."""
    cleaned = posixpath.normpath(path.replace("\\", "/").lstrip("/"))
    if cleaned == ".." or cleaned.startswith("../"):
        raise ValueError(f"{path!r} leads out of the archive")
    return "" if cleaned == "." else cleaned
