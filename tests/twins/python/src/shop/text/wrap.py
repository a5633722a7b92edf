"""Text cut and broken to fit."""


def truncate_words(text: str, limit: int) -> str:
    """Cut after the last whole word that fits, and say with an ellipsis that something is gone."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    if not text[limit - 1].isspace() and " " in head:
        head = head[: head.rindex(" ")]
    return head.rstrip(" ,.;:") + "…"


def truncate_middle(text: str, limit: int) -> str:
    """Keep the two ends of a long name and replace its middle with an ellipsis."""
    if len(text) <= limit:
        return text
    head = (limit - 1) // 2
    tail = limit - 1 - head
    return text[:head] + "…" + text[len(text) - tail :]


def wrap_paragraph(text: str, width: int) -> list[str]:
    """Break a paragraph into lines of at most `width` characters; longer words get a line of their own."""
    lines: list[str] = []
    current = ""
    for word in text.split():
        if not current:
            current = word
        elif len(current) + 1 + len(word) <= width:
            current += " " + word
        else:
            lines.append(current)
            current = word
    if current:
        lines.append(current)
    return lines
