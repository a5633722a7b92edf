"""What is nearest is found without an index, and nothing is missed."""

import numpy as np
import pytest

from worker.index.embedding import Vectors, unit
from worker.index.nearest import CODE_WEIGHT, LEAST, MOST, Near, Views, nearest


def random(cards: int, length: int = 8, seed: int = 0) -> Views:
    luck = np.random.default_rng(seed)
    return Views(unit(luck.normal(size=(cards, length))), unit(luck.normal(size=(cards, length))))


def anyone(_one: int, _other: int) -> bool:
    return True


def brute(views: Views, one: int, allowed: range) -> list[int]:
    scores = [CODE_WEIGHT * views.code[one] @ views.code[at] + (1 - CODE_WEIGHT) * views.words[one] @ views.words[at]
              for at in range(len(views.code))]  # fmt: skip
    return sorted((at for at in allowed if at != one and scores[at] >= LEAST), key=lambda at: -scores[at])[:MOST]


@pytest.mark.parametrize("seed", range(4))
def test_it_agrees_with_looking_at_every_pair(seed: int) -> None:
    views = random(200, seed=seed)
    rows = list(nearest(views, range(200), anyone))
    assert [[near.other for near in row] for row in rows] == [brute(views, one, range(200)) for one in range(200)]
    assert max(len(row) for row in rows) == MOST


def test_who_may_not_be_a_twin_makes_room_for_the_next() -> None:
    views = random(200)
    rows = list(nearest(views, range(200), lambda _one, other: other >= 100))
    assert [[near.other for near in row] for row in rows] == [brute(views, one, range(100, 200)) for one in range(200)]


def test_only_the_wanted_are_compared_in_their_order() -> None:
    views = random(200)
    rows = list(nearest(views, [150, 3], anyone))
    assert [{near.one for near in row} for row in rows] == [{150}, {3}]


def test_scores_are_both_cosines_and_their_mean() -> None:
    code: Vectors = np.asarray([[1, 0], [1, 0], [0, 1]], np.float32)
    words: Vectors = np.asarray([[1, 0], [0.6, 0.8], [0, 1]], np.float32)
    (row,) = nearest(Views(code, words), [0], anyone)
    assert row == [Near(0, 1, pytest.approx(0.8), pytest.approx(1.0), pytest.approx(0.6))]


def test_what_is_below_the_least_is_no_candidate() -> None:
    def found(cosine: float) -> list[Near]:
        rows: Vectors = np.asarray([[1, 0], [cosine, (1 - cosine**2) ** 0.5]], np.float32)
        return next(nearest(Views(rows, rows), [0], anyone))

    assert len(found(LEAST + 0.001)) == 1
    assert found(LEAST - 0.001) == []


def test_thousands_of_equal_vectors_cost_a_look_at_some() -> None:
    rows: Vectors = np.ones((3000, 1), np.float32)
    asked = 0

    def copies(_one: int, _other: int) -> bool:
        nonlocal asked
        asked += 1
        return False

    assert list(nearest(Views(rows, rows), range(100), copies)) == [[]] * 100
    assert asked <= 100 * 500
    assert [len(row) for row in nearest(Views(rows, rows), [0, 2999], anyone)] == [MOST, MOST]


def test_a_repository_without_functions_has_no_neighbours() -> None:
    assert list(nearest(random(0), [], anyone)) == []
    assert list(nearest(random(1), [0], anyone)) == [[]]
