"""Look for words in texts of many lines, as the log viewer of the back office does."""

from collections.abc import Iterable


def lines_with(lines: Iterable[str], needle: str) -> list[str]:
    """Every line that holds the needle, as it is written."""
    found = []
    for line in lines:
        stripped = line.rstrip("\n")
        if needle in stripped:
            found.append(stripped)
    return found


def lines_with_any_case(lines: Iterable[str], needle: str) -> list[str]:
    """Every line that holds the needle, whatever the case of either."""
    wanted = needle.casefold()
    found = []
    for line in lines:
        stripped = line.rstrip("\n")
        if wanted in stripped.casefold():
            found.append(stripped)
    return found


def lines_without(lines: Iterable[str], needle: str) -> list[str]:
    """Every line that does not hold the needle."""
    found = []
    for line in lines:
        stripped = line.rstrip("\n")
        if needle not in stripped:
            found.append(stripped)
    return found


def lines_starting(lines: Iterable[str], needle: str) -> list[str]:
    """Every line that begins with the needle."""
    found = []
    for line in lines:
        stripped = line.rstrip("\n")
        if stripped.startswith(needle):
            found.append(stripped)
    return found


def lines_up_to(lines: Iterable[str], needle: str) -> list[str]:
    """The lines before the first one that holds the needle; all of them when none does."""
    found = []
    for line in lines:
        stripped = line.rstrip("\n")
        if needle in stripped:
            break
        found.append(stripped)
    return found
