"""Find files below a folder."""

from pathlib import Path


def find_by_suffix(root: str, suffix: str) -> list[str]:
    """Paths, as seen from `root`, of all files below it whose name ends so; in order."""
    found = []
    for path in Path(root).rglob("*"):
        if path.is_file() and path.name.endswith(suffix):
            found.append(path.relative_to(root).as_posix())
    return sorted(found)


def find_empty(root: str) -> list[str]:
    """Paths, as seen from `root`, of all files below it that hold nothing; in order."""
    found = []
    for path in Path(root).rglob("*"):
        if path.is_file() and path.stat().st_size == 0:
            found.append(path.relative_to(root).as_posix())
    return sorted(found)


def newest_file(root: str, suffix: str) -> str | None:
    """The file below `root` that was written last, of those whose name ends so."""
    found = [path for path in Path(root).rglob("*") if path.is_file() and path.name.endswith(suffix)]
    if not found:
        return None
    return str(max(found, key=lambda path: path.stat().st_mtime))


def oldest_file(root: str, suffix: str) -> str | None:
    """The file below `root` that was left alone longest, of those whose name ends so."""
    found = [path for path in Path(root).rglob("*") if path.is_file() and path.name.endswith(suffix)]
    if not found:
        return None
    return str(min(found, key=lambda path: path.stat().st_mtime))
