"""Who is in the warehouse when, in minutes since Monday."""

from __future__ import annotations

from collections.abc import Iterable


class ShiftPlan:
    def __init__(self, shifts: Iterable[tuple[int, int]]) -> None:
        self._shifts = list(shifts)

    def staffed(self) -> list[tuple[int, int]]:
        """The stretches in which at least one person is there; neighbours that touch are one."""
        # Arrivals sort before departures of the same minute, or a change of shift would be a gap.
        changes = sorted(
            [(start, 0) for start, _ in self._shifts] + [(end, 1) for _, end in self._shifts],
        )
        stretches = []
        present = 0
        since = 0
        for minute, leaves in changes:
            if leaves:
                present -= 1
                if present == 0:
                    stretches.append((since, minute))
            else:
                if present == 0:
                    since = minute
                present += 1
        return stretches

    def most_present(self) -> int:
        """How many people are there at once when it is fullest."""
        changes = sorted(
            [(end, 0) for _, end in self._shifts] + [(start, 1) for start, _ in self._shifts],
        )
        present = 0
        most = 0
        for _, arrives in changes:
            present += 1 if arrives else -1
            most = max(most, present)
        return most
