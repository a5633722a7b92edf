"""A similarity, looked at again."""

from app.domain.evidence import Similarity
from worker.index.meaning import apart
from worker.source.facts import Body, Source


def unlike(source: Source, claimed: Similarity) -> str | None:
    """Why two functions are not as alike as is claimed, in words for a person; None when they are."""
    if claimed.clone == "semantic":
        return apart(source, claimed)
    one = _body(source, claimed.file, claimed.symbol, claimed.line)
    other = _body(source, claimed.other_file, claimed.other_symbol, claimed.other_line)
    if one is None:
        return f"no function {claimed.symbol} at {claimed.file}:{claimed.line} that could be compared"
    if other is None:
        return f"no function {claimed.other_symbol} at {claimed.other_file}:{claimed.other_line} that could be compared"
    same = one.exact == other.exact if claimed.clone == "exact" else one.renamed == other.renamed
    if not same:
        return "they are not the same any more"
    return None if one.size == claimed.leaves and claimed.score == 1 else f"they have {one.size} words and signs in common"


def _body(source: Source, file: str, symbol: str, line: int) -> Body | None:
    read = source.files.get(file)
    found = (body for body in read.bodies if (body.symbol, body.line) == (symbol, line)) if read is not None else iter(())
    return next(found, None)
