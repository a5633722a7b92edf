"""Which paths a pattern means: `*` and `?` within one folder, `**` over any number, `[…]`, `{a,b}`.

As in ripgrep's `--glob` (so that a command quoted as evidence finds the same): a pattern without a slash matches in every
folder. Matching takes no exponential time, whatever the pattern: it may come from a model.
"""

import fnmatch
import re
from collections.abc import Iterable
from dataclasses import dataclass

_MOST_ALTERNATIVES = 64
_LONGEST = 1000
_NOTHING = "(?!)"
"""What fnmatch writes for a class without members; of a glob's own characters it makes `\\(\\?!\\)`."""


class GlobError(ValueError):
    """A pattern that cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Globs:
    """Some patterns of which a path must match one."""

    patterns: tuple[tuple[re.Pattern[str] | None, ...], ...]
    """Each pattern's parts between slashes; None stands for `**`."""
    everything: bool

    @classmethod
    def of(cls, patterns: Iterable[str]) -> "Globs":
        """Read patterns. Raises `GlobError`."""
        written = list(patterns)
        parts = tuple(_parts(plain) for pattern in written for plain in _alternatives(pattern))
        return cls(parts, any(all(part is None for part in pattern) for pattern in parts))

    @classmethod
    def covering(cls, patterns: Iterable[str]) -> "Globs":
        """Read patterns that also mean all that lies below a folder which they match, as in `.gitignore`.

        A slash anywhere but at the end anchors a pattern at the root. Raises `GlobError`.
        """
        wide: list[str] = []
        for pattern in patterns:
            plain = pattern.rstrip("/")
            wide += [pattern, f"{plain}/**" if "/" in plain else f"**/{plain}/**"]
        return cls.of(wide)

    def match(self, path: str) -> bool:
        """Whether a POSIX path relative to the root matches."""
        if self.everything:
            return True
        names = path.split("/")
        return any(_match(pattern, names) for pattern in self.patterns)


def _parts(pattern: str) -> tuple[re.Pattern[str] | None, ...]:
    if not pattern.strip("/") or len(pattern) > _LONGEST:
        raise GlobError("the glob is empty or too long; write something like src/**/*.py")
    anchored = "/" in pattern.rstrip("/")
    names = [name for name in pattern.split("/") if name not in ("", ".")]
    if not names:
        raise GlobError("the glob names nothing; write something like src/**/*.py")
    if ".." in names:
        raise GlobError("the glob leaves the repository; write it relative to the repository's root, without '..'")
    if pattern.endswith("/"):
        names.append("**")
    if not anchored:
        names.insert(0, "**")
    if names[-1] == "**" and names != ["**"]:
        names.append("*")  # a folder's content, not the folder
    parts: list[re.Pattern[str] | None] = []
    for name in names:
        if name != "**":
            # fnmatch writes `*` as atomic groups (Python 3.11): each is tried once, so there is no backtracking to abuse.
            expression = fnmatch.translate(re.sub(r"\*+", "*", name))
            if _NOTHING in expression:
                raise GlobError(f"no name can match {name!r}: its range in brackets runs backwards")
            parts.append(re.compile(expression))
        elif not parts or parts[-1] is not None:
            parts.append(None)
    if len(parts) > 1 and parts[0] is None and parts[1:] == [re.compile(fnmatch.translate("*"))]:
        return (None,)
    return tuple(parts)


def _match(pattern: tuple[re.Pattern[str] | None, ...], names: list[str]) -> bool:
    """Walk the names once with the set of places in the pattern that are still possible."""
    places = _open(pattern, {0})
    for name in names:
        following = set()
        for place in places:
            if place == len(pattern):
                continue
            part = pattern[place]
            if part is None:
                following.add(place)
            elif part.match(name):
                following.add(place + 1)
        places = _open(pattern, following)
        if not places:
            return False
    return len(pattern) in places


def _open(pattern: tuple[re.Pattern[str] | None, ...], places: set[int]) -> set[int]:
    """`**` may also stand for nothing."""
    return places | {place + 1 for place in places if place < len(pattern) and pattern[place] is None}


def _alternatives(pattern: str) -> list[str]:
    """Write out `{a,b}`, innermost first."""
    done, open_ = [], [pattern]
    while open_:
        text = open_.pop()
        match = re.search(r"\{([^{}]*)\}", text)
        if not match:
            done.append(text)
            continue
        open_ += [text[: match.start()] + choice + text[match.end() :] for choice in match[1].split(",")]
        if len(open_) + len(done) > _MOST_ALTERNATIVES:
            raise GlobError(f"the glob has more than {_MOST_ALTERNATIVES} alternatives; use a simpler one")
    return done
