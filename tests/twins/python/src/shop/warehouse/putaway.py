"""Where the boxes of a delivery go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from shop.warehouse.bins import Bin


@dataclass(frozen=True, slots=True)
class Box:
    sku: str
    litres: int
    fragile: bool = False


@dataclass(slots=True)
class PutawayPlan:
    moves: list[tuple[Box, str]] = field(default_factory=list)
    left_over: list[Box] = field(default_factory=list)
    steps: int = 0


def plan_putaway(boxes: Sequence[Box], bins: Sequence[Bin], dock: tuple[int, int]) -> PutawayPlan:
    """A place for every box of a pallet, large boxes first, fragile ones only on the ground row.

    The walker starts at the dock and goes on from where the last box was put down.
    Boxes for which there is no room stay on the pallet: they are in `left_over`.
    """
    plan = PutawayPlan()
    state = {known.code: known for known in bins}
    at_x, at_y = dock
    for box in sorted(boxes, key=lambda item: (-item.litres, item.sku)):
        candidates = [known for known in state.values() if known.y == 0] if box.fragile else list(state.values())

        nearest: Bin | None = None
        fewest_steps = 0
        for candidate in candidates:
            if candidate.litres - candidate.used < box.litres:
                continue
            steps = abs(candidate.x - at_x) + abs(candidate.y - at_y)
            if nearest is None or steps < fewest_steps:
                nearest = candidate
                fewest_steps = steps

        if nearest is None:
            plan.left_over.append(box)
            continue
        state[nearest.code] = replace(nearest, used=nearest.used + box.litres)
        plan.moves.append((box, nearest.code))
        plan.steps += fewest_steps
        at_x, at_y = nearest.x, nearest.y
    plan.left_over.sort(key=lambda item: item.sku)
    return plan
