"""Tags that editors give to products."""

from collections import Counter
from collections.abc import Iterable


def unique_tags(tags: Iterable[str]) -> list[str]:
    """The tags in small letters without repeats; the first place of each counts."""
    cleaned = (tag.strip().lower() for tag in tags)
    kept = filter(None, cleaned)
    return list(dict.fromkeys(kept))


def repeated_tags(tags: Iterable[str]) -> list[str]:
    """The tags, in small letters, that were given more than once."""
    cleaned = (tag.strip().lower() for tag in tags)
    kept = filter(None, cleaned)
    return [tag for tag, times in Counter(kept).items() if times > 1]


def top_tags(tags: Iterable[str], n: int) -> list[tuple[str, int]]:
    """The tags that were given most often with their numbers; of equals the one seen first."""
    counts = Counter(tags)
    most = counts.most_common(n)
    return most


def rare_tags(tags: Iterable[str], n: int) -> list[tuple[str, int]]:
    """The tags that were given least often with their numbers; of equals the one seen first."""
    counts = Counter(tags)
    rising = sorted(counts.items(), key=lambda entry: entry[1])
    return rising[:n]
