"""A budget is never overshot, not even by requests in parallel."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.asking import Clock
from worker.llm.budget import Budget
from worker.llm.errors import BudgetExhausted


def test_what_is_reserved_cannot_be_spent_by_another() -> None:
    budget = Budget(1.0, 60)
    budget.reserve(0.6)
    with pytest.raises(BudgetExhausted, match="raise it or audit less"):
        budget.reserve(0.6)
    budget.settle(0.6, 0.1)
    budget.reserve(0.6)
    assert budget.spent == pytest.approx(0.1)


def test_what_earlier_items_spent_counts() -> None:
    with pytest.raises(BudgetExhausted):
        Budget(1.0, 60, spent=0.95).reserve(0.1)


def test_what_is_free_is_asked_with_an_empty_purse() -> None:
    Budget(0.0, 60).reserve(0.0)


def test_nothing_is_asked_after_the_deadline() -> None:
    clock = Clock()
    budget = Budget(1.0, 60, clock=clock)
    budget.reserve(0.0)
    clock.sleep(60)
    with pytest.raises(BudgetExhausted, match="time"):
        budget.reserve(0.0)


@given(costs=st.lists(st.floats(0.001, 0.4), min_size=1, max_size=60))
def test_parallel_requests_never_overshoot(costs: list[float]) -> None:
    budget = Budget(1.0, 60)

    def one(cost: float) -> float:
        try:
            budget.reserve(cost)
        except BudgetExhausted:
            return 0.0
        budget.settle(cost, cost)
        return cost

    with ThreadPoolExecutor(4) as pool:
        spent = sum(pool.map(one, costs))
    assert spent <= 1.0 + 1e-9
    assert budget.spent == pytest.approx(spent)
