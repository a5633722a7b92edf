"""Where a comment of a review stands in the diff; what stands nowhere is refused in GitHub's words."""

from typing import Any

from worker.doubles.github.api_issues import MAX_BODY
from worker.doubles.github.diff import DiffLine, FileDiff
from worker.doubles.github.exchange import Call
from worker.doubles.github.state import ReviewComment


class NowhereError(Exception):
    """A comment that cannot stand where it wants to: in the words of a review's answer and of a single comment's."""

    def __init__(self, short: str, field: str, message: str) -> None:
        super().__init__(short)
        self.short = short
        self.field = field
        self.message = message


def anchored(call: Call, files: dict[str, FileDiff], wanted: dict[str, Any], review_id: int, commit: str) -> ReviewComment:
    """The comment, at its place in the diff. Raises NowhereError."""
    body = wanted.get("body")
    if not isinstance(body, str) or not body.strip():
        raise NowhereError("Body can't be blank", "body", "body can't be blank")
    if len(body) > MAX_BODY:
        raise NowhereError("Body is too long", "body", f"body is too long (maximum is {MAX_BODY} characters)")
    file = files.get(str(wanted.get("path")))
    if file is None:
        raise NowhereError("Path could not be resolved", "pull_request_review_thread.path", "path could not be resolved")
    now = call.state.now()
    side, line, start = wanted.get("side") or "RIGHT", wanted.get("line"), wanted.get("start_line")
    start_side = None if start is None else wanted.get("start_side") or side
    if wanted.get("subject_type") == "file":
        line, start, start_side, place = None, None, None, None
    elif line is None and wanted.get("position") is not None:
        side, line, place = _at_position(file, wanted["position"])
    else:
        place = _place(file, side, line, start, start_side)
    return ReviewComment(
        id=call.state.next_id(),
        review_id=review_id,
        user=call.actor,
        path=file.path,
        body=body,
        commit_id=commit,
        line=line,
        side=side,
        start_line=start,
        start_side=start_side,
        position=place.position if place else 1,
        diff_hunk=file.hunk_until(place) if place else "",
        created_at=now,
        updated_at=now,
    )


def _place(file: FileDiff, side: str, line: int | None, start: int | None, start_side: str | None) -> DiffLine:
    place = file.side(side).get(line) if line is not None else None
    if place is None:
        raise NowhereError(
            "Line could not be resolved",
            "pull_request_review_thread.line",
            "pull_request_review_thread.line must be part of the diff",
        )
    if start is None:
        return place
    first = file.side(start_side or side).get(start)
    name = "pull_request_review_thread.start_line"
    if first is None:
        raise NowhereError("Start line could not be resolved", name, f"{name} must be part of the diff")
    if first.position >= place.position or (start_side == side and line is not None and start >= line):
        raise NowhereError("Start line must precede the end line.", name, f"{name} must precede the end line.")
    if first.hunk != place.hunk:
        raise NowhereError(
            "Start line must be part of the same hunk as the line.", name, f"{name} must be part of the same hunk as the line."
        )
    return place


def _at_position(file: FileDiff, position: int) -> tuple[str, int, DiffLine]:
    """The older way to name a place: lines down from the first hunk header."""
    for side in ("RIGHT", "LEFT"):
        for line, place in file.side(side).items():
            if place.position == position:
                return side, line, place
    raise NowhereError("Position could not be resolved", "position", "position is invalid")
