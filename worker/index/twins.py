"""Which functions may do the same as another: candidates for a reviewer, nearest first, never a claim."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from worker.graph.graph import Graph
from worker.index.cards import Card
from worker.index.member import At
from worker.index.nearest import Near, Views, nearest
from worker.source.facts import Symbol, SymbolKind

_SCRIPTS = "node"
MOST_QUESTIONS = 300
"""Questions of one run: a repository in which everything resembles everything is not asked about whole."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A card that may be a twin. Scores are cosines in the two views."""

    card: Card
    code: float
    words: float
    score: float


@dataclass(frozen=True, slots=True)
class Question:
    """A function, and those that may do the same."""

    card: Card
    candidates: tuple[Candidate, ...]
    worth: float
    """How early it is asked, see `_worth`."""


@dataclass(frozen=True, slots=True)
class Questions:
    """What is worth asking, and how many questions were left."""

    asked: tuple[Question, ...]
    left: int


def questions(
    cards: Sequence[Card],
    views: Views,
    graph: Graph,
    wanted: Collection[str] | None = None,
    told: Collection[frozenset[At]] = frozenset(),
) -> Questions:
    """Return what a reviewer is asked. Every pair is asked about once.

    `wanted`: ids of the cards that are compared with all others; None: each is. `told`: pairs that are claimed already.
    """
    settled = Settled(cards, graph, told)
    places = [at for at, card in enumerate(cards) if wanted is None or card.id in wanted]
    rows = [found for found in nearest(views, places, settled.may) if found]
    rows.sort(key=lambda found: (-_worth(cards, found), found[0].one))
    asked: set[frozenset[int]] = set()
    made = []
    for found in rows:
        fresh = [near for near in found if frozenset((near.one, near.other)) not in asked]
        asked |= {frozenset((near.one, near.other)) for near in fresh}
        if fresh:
            made.append(_question(cards, fresh))
    made.sort(key=lambda one: -one.worth)
    return Questions(tuple(made[:MOST_QUESTIONS]), max(0, len(made) - MOST_QUESTIONS))


def _question(cards: Sequence[Card], found: Sequence[Near]) -> Question:
    candidates = tuple(
        Candidate(cards[near.other], round(near.code, 3), round(near.words, 3), round(near.score, 3)) for near in found
    )
    return Question(cards[found[0].one], candidates, _worth(cards, found))


def _worth(cards: Sequence[Card], found: Sequence[Near]) -> float:
    """Weigh candidates by the most alike one. Who wrote a file knows what else is in it: those of other files come first."""
    files = (cards[near.other].member.file.file != cards[near.one].member.file.file for near in found)
    return max(near.score + elsewhere for near, elsewhere in zip(found, files, strict=True))


class Settled:
    """What is known of two functions without asking."""

    def __init__(self, cards: Sequence[Card], graph: Graph, told: Collection[frozenset[At]] = frozenset()) -> None:
        self._cards, self._told = cards, told
        self._families = [card.family for card in cards]
        numbers = [graph.index.find(card.member.file.file, card.member.symbol.qualname) for card in cards]
        self._numbers = numbers
        self._users = [frozenset(graph.users(number)) if number is not None else frozenset() for number in numbers]

    def may(self, one: int, other: int) -> bool:
        """Whether nothing settles it: one language, no copies, both wait or none does, neither holds or uses the other."""
        here, there = self._cards[one].member, self._cards[other].member
        if self._families[one] != self._families[other] or here.body.renamed == there.body.renamed:
            return False
        if frozenset((here.at, there.at)) in self._told:
            return False
        if here.file.file == there.file.file and _nested(here.symbol.qualname, there.symbol.qualname):
            return False
        # In scripts a function that gives a promise need not be called async.
        waits = here.symbol.is_async != there.symbol.is_async and self._families[one] != _SCRIPTS
        if waits or _answer_one_caller(here.symbol, there.symbol):
            return False
        return self._numbers[one] not in self._users[other] and self._numbers[other] not in self._users[one]


def _answer_one_caller(one: Symbol, other: Symbol) -> bool:
    """Whether both are methods of one name: most of them answer the same framework or base, which calls each by it."""
    return one.kind is other.kind is SymbolKind.METHOD and one.name == other.name


def _nested(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")
