"""What comes first."""

from collections.abc import Iterable


def favourites(searches: Iterable[str], places: int) -> list[tuple[str, int]]:
    """What people look for most, and how often; whoever was there first wins a draw."""
    tally: dict[str, int] = {}
    for search in searches:
        if search in tally:
            tally[search] += 1
        else:
            tally[search] = 1
    ranking = list(tally.items())
    ranking.sort(key=lambda item: item[1], reverse=True)
    return ranking[:places]


def ranks(scores: dict[str, int]) -> dict[str, int]:
    """The place of everybody by score; equals share a place, and the next one is left free."""
    places: dict[str, int] = {}
    ordered = sorted(scores.items(), key=lambda item: -item[1])
    last_score = None
    place = 0
    for position, (name, score) in enumerate(ordered, start=1):
        if score != last_score:
            place = position
            last_score = score
        places[name] = place
    return places


def dense_ranks(scores: dict[str, int]) -> dict[str, int]:
    """The place of everybody by score; equals share a place, and the next place follows at once."""
    places: dict[str, int] = {}
    ordered = sorted(scores.items(), key=lambda item: -item[1])
    last_score = None
    place = 0
    for name, score in ordered:
        if score != last_score:
            place += 1
            last_score = score
        places[name] = place
    return places
