"""The likeness of two functions in meaning, computed again where the model that found them is at hand."""

from functools import cache

from app.domain.evidence import Similarity
from worker.index.cards import card_of
from worker.index.embedding import EmbeddingError
from worker.index.member import member_at
from worker.index.minilm import MiniLM
from worker.index.nearest import CODE_WEIGHT, LEAST
from worker.source.facts import Source

_TOLERANCE = 0.06
"""What cosines of the same texts may differ by: 8-bit layers are scaled by what else is in a batch."""


def apart(source: Source, claimed: Similarity) -> str | None:
    """Why two functions are not as alike in meaning as is claimed, in words for a person; None when they are.

    What a reviewer judged is not judged again. The scores of another model than the built-in one are taken as they are.
    """
    one = member_at(source, claimed.file, claimed.symbol, claimed.line)
    other = member_at(source, claimed.other_file, claimed.other_symbol, claimed.other_line)
    if one is None:
        return f"no function {claimed.symbol} at {claimed.file}:{claimed.line} that could be compared"
    if other is None:
        return f"no function {claimed.other_symbol} at {claimed.other_file}:{claimed.other_line} that could be compared"
    if one.body.size != claimed.leaves:
        return f"{claimed.symbol} has {one.body.size} words and signs"
    if claimed.code_score is None or claimed.words_score is None or claimed.score < LEAST - _TOLERANCE:
        return "its scores are not those of candidates"
    if abs(CODE_WEIGHT * claimed.code_score + (1 - CODE_WEIGHT) * claimed.words_score - claimed.score) > 0.01:
        return "its scores do not fit each other"
    if claimed.model != MiniLM.model:
        return None
    cards = [card_of(source, member, as_written=False) for member in (one, other)]
    try:
        code, words = _model().embed([card.code for card in cards]), _model().embed([card.words for card in cards])
    except EmbeddingError as error:
        return str(error)
    for name, rows, said in (("code", code, claimed.code_score), ("words", words, claimed.words_score)):
        if abs(float(rows[0] @ rows[1]) - said) > _TOLERANCE:
            return f"their likeness in {name} is {float(rows[0] @ rows[1]):.2f}"
    return None


@cache
def _model() -> MiniLM:
    return MiniLM()
