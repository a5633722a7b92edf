"""The grey line that mail programs show beside the subject."""


def shorten_preview(body: str, space: int) -> str:
    if len(body) <= space:
        return body
    start = body[: space - 1]
    if not body[space - 1].isspace() and " " in start:
        start = start[: start.rindex(" ")]
    return start.rstrip(" ,.;:") + "…"
