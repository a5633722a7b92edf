"""The vectors of all cards of a repository: what is known is taken from its table, the rest is embedded and kept."""

from collections.abc import Sequence

import numpy as np

from worker.index.cards import Card
from worker.index.embedding import Embedder, EmbeddingError, Vectors
from worker.index.nearest import Views
from worker.index.tables import CardTable

_KEPT_AT_ONCE = 512
"""Cards after which what was embedded is written down: a crash costs no more than these."""


def embedded(cards: Sequence[Card], embedder: Embedder, table: CardTable, day: int) -> tuple[Views, int]:
    """Return the vectors of `cards`, in their order, and how many had to be made.

    `day`: of today, as its ordinal. Raises `EmbeddingError`; what was made until then is kept.
    """
    known, views, days = table.load()
    missing = list({card.id: card for card in cards if card.id not in known}.values())
    made: dict[str, tuple[Vectors, Vectors]] = {}
    for start in range(0, len(missing), _KEPT_AT_ONCE):
        part = missing[start : start + _KEPT_AT_ONCE]
        fresh = Views(_rows(embedder, [one.code for one in part]), _rows(embedder, [one.words for one in part]))
        table.add([one.id for one in part], fresh, day)
        made.update({one.id: (fresh.code[at], fresh.words[at]) for at, one in enumerate(part)})
    table.collect([card.id for card in cards], known, days, day)
    shape = (len(cards), embedder.dimension())
    found = Views(np.empty(shape, np.float32), np.empty(shape, np.float32))
    for at, card in enumerate(cards):
        place = known.get(card.id)
        found.code[at], found.words[at] = (views.code[place], views.words[place]) if place is not None else made[card.id]
    return found, len(missing)


def _rows(embedder: Embedder, texts: Sequence[str]) -> Vectors:
    rows = embedder.embed(texts)
    if rows.shape != (len(texts), embedder.dimension()) or not np.isfinite(rows).all():
        raise EmbeddingError(f"{embedder.model} answered {rows.shape} numbers for {len(texts)} texts of {embedder.dimension()}")
    return rows
