"""A similarity, looked at again."""

from app.domain.evidence import Similarity
from worker.index.code import Codes
from worker.index.differences import likeness
from worker.index.inline import written_out
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
    if claimed.clone in ("near", "inline"):
        return _unlike_edited(source, claimed)
    same = one.exact == other.exact if claimed.clone == "exact" else one.renamed == other.renamed
    if not same:
        return "they are not the same any more"
    return None if one.size == claimed.leaves and claimed.score == 1 else f"they have {one.size} words and signs in common"


def _unlike_edited(source: Source, claimed: Similarity) -> str | None:
    codes = Codes(source)
    one = codes.of(claimed.file, claimed.symbol, claimed.line)
    other = codes.of(claimed.other_file, claimed.other_symbol, claimed.other_line)
    if one is None or other is None:
        return "they cannot be compared"
    if claimed.clone == "near":
        alike = likeness(codes, one, other)
        if alike is None:
            return "they do not do the same any more"
        same = (alike.common, alike.score) == (claimed.leaves, claimed.score)
        return None if same else f"they have {alike.common} words and signs in common, {alike.score:.1%}"
    lines = written_out(codes, other, one)
    if lines is None or lines != claimed.lines:
        return f"{claimed.other_symbol} is not written out {'there any more' if lines is None else 'on these lines'}"
    return None if (other.size, 1.0) == (claimed.leaves, claimed.score) else f"{other.size} words and signs are written out"


def _body(source: Source, file: str, symbol: str, line: int) -> Body | None:
    read = source.files.get(file)
    found = (body for body in read.bodies if (body.symbol, body.line) == (symbol, line)) if read is not None else iter(())
    return next(found, None)
