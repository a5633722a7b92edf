"""How much of an article will be wanted."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

from shop.model import OrderLine


def smooth(demand: Iterable[int], days: int) -> list[float]:
    if days < 1:
        raise ValueError("a window holds at least one value")
    recent: deque[int] = deque()
    running = 0
    smoothed = []
    for amount in demand:
        recent.append(amount)
        running += amount
        if len(recent) > days:
            running -= recent.popleft()
        smoothed.append(running / len(recent))
    return smoothed


def reorder_point(demand: Sequence[int], lead_days: int, safety_days: int) -> int:
    """Order again when no more than this is left: what the wait and a reserve will use up."""
    if not demand:
        return 0
    daily = sum(demand) / len(demand)
    needed = daily * (lead_days + safety_days)
    return int(needed) if needed == int(needed) else int(needed) + 1


def to_buy(wishes: Sequence[OrderLine], stocked: Mapping[str, int]) -> dict[str, int]:
    """How many pieces of every SKU the buyers have to get."""
    lacking: dict[str, int] = {}
    for wish in wishes:
        lacking[wish.sku] = lacking.get(wish.sku, -stocked.get(wish.sku, 0)) + wish.quantity
    return {sku: amount for sku, amount in lacking.items() if amount > 0}
