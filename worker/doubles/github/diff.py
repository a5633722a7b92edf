"""A pull request's diff as GitHub reads it: which lines can carry a comment, and where they are in the diff.

Lines are 1-based. LEFT counts the old file's lines, RIGHT the new file's; a context line stands on both sides.
"""

import re
from dataclasses import dataclass, field

_STATUS = {"A": "added", "D": "removed", "M": "modified", "R": "renamed", "C": "copied", "T": "changed"}
_HUNK = re.compile(r"^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@")


@dataclass(frozen=True, slots=True)
class DiffLine:
    """Where one commentable line stands: in which hunk, at which position of the file's patch."""

    hunk: int
    position: int


@dataclass(slots=True)
class FileDiff:
    """One changed file. `patch` is None for a binary file and for a change of mode or name alone."""

    path: str
    status: str
    """added, removed, modified, renamed, copied or changed."""
    sha: str
    """The new blob, or the old one of a removed file."""
    previous: str | None = None
    patch: str | None = None
    additions: int = 0
    deletions: int = 0
    left: dict[int, DiffLine] = field(default_factory=dict)
    right: dict[int, DiffLine] = field(default_factory=dict)

    def side(self, name: str) -> dict[int, DiffLine]:
        """The commentable lines of a side."""
        return self.left if name == "LEFT" else self.right

    def hunk_until(self, place: DiffLine) -> str:
        """The hunk's header and its lines down to the one at `place`: what GitHub shows above a comment."""
        lines = (self.patch or "").split("\n")
        first = max(i for i in range(place.position + 1) if lines[i].startswith("@@"))
        return "\n".join(lines[first : place.position + 1])


def parse_diff(raw: bytes, patch: bytes) -> list[FileDiff]:
    """Read `git diff --raw -z` and `git diff --patch` of the same two commits: they list the files in the same order."""
    files: list[FileDiff] = []
    fields = iter(raw.decode(errors="replace").split("\0"))
    for record in fields:
        if not record:
            continue
        _, _, old, new, status = record.removeprefix(":").split()
        path = next(fields)
        previous = None
        if status[0] in "RC":
            previous, path = path, next(fields)
        files.append(FileDiff(path, _STATUS[status[0]], old if status[0] == "D" else new, previous))
    # Lines end with \n alone here: a carriage return belongs to the file's text.
    chunks = iter(re.split(r"^diff --git .*\n", patch.decode(errors="replace"), flags=re.MULTILINE)[1:])
    for file in files:
        chunk = next(chunks)
        if file.status == "changed":
            next(chunks)  # a file that became a link is shown as one removed and one added: GitHub offers no lines of it
            continue
        start = re.search(r"^@@ ", chunk, flags=re.MULTILINE)
        if start is not None:
            _read_patch(file, chunk[start.start() :].removesuffix("\n"))
    return files


def _read_patch(file: FileDiff, patch: str) -> None:
    file.patch = patch
    hunk, old, new = -1, 0, 0
    for position, line in enumerate(patch.split("\n")):
        if (header := _HUNK.match(line)) is not None:
            hunk, old, new = hunk + 1, int(header[1]), int(header[2])
            continue
        place = DiffLine(hunk, position)
        if line.startswith("+"):
            file.right[new] = place
            file.additions += 1
            new += 1
        elif line.startswith("-"):
            file.left[old] = place
            file.deletions += 1
            old += 1
        elif not line.startswith("\\"):
            file.left[old] = file.right[new] = place
            old += 1
            new += 1
