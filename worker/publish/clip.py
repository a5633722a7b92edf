"""Bodies that fit: GitHub refuses more than 65,536 characters, and a cut in the wrong place changes what text does. Pure."""

import re

LIMIT = 60_000
"""Code points of a body, below GitHub's limit by the room that the marker and a later edit may need."""

_FENCE = re.compile(r"^( {0,3}`{3,})[^`]*$")
"""An info string holds no backtick (CommonMark 4.5); with one, the line is a code span."""


def clip(markdown: str, limit: int = LIMIT, *, rest: str = "") -> str:
    """The Markdown in at most `limit` code points, cut between lines; what was left open is closed, and a note says so.

    `rest` is Markdown that says where all of it can be read. No line is ever cut inside: half a code span would wake up what
    it held.
    """
    if len(markdown) <= limit:
        return markdown
    lines = markdown.split("\n")
    room = limit - len(_note(len(lines), rest)) - 64  # for closing fences and details
    kept: list[str] = []
    fence = ""
    details = 0
    for line in lines:
        opened = None if fence else _FENCE.match(line)
        room -= len(line) + 1
        # A fence that is opened must still be closed within the limit.
        if room < len(opened[1] if opened else fence) + 1:
            break
        kept.append(line)
        if fence:
            fence = "" if line == fence else fence
        elif opened:
            fence = opened[1]
        else:
            # Ours stand at the start of a line; anything else of that look is a quote in a code span.
            details += line.startswith("<details>") - line.startswith("</details>")
    closing = ([fence] if fence else []) + ["", *["</details>"] * details, "", _note(len(lines) - len(kept), rest)]
    return "\n".join(kept + closing)


def first_lines(text: str, lines: int, width: int = 400) -> tuple[str, int]:
    """The first lines of a quoted text, each cut at `width`, and how many lines were left out."""
    every = text.split("\n")
    return "\n".join(line if len(line) <= width else line[:width] + "…" for line in every[:lines]), max(0, len(every) - lines)


def _note(left: int, rest: str) -> str:
    return f"_{left} more lines did not fit here.{' ' + rest if rest else ''}_"
