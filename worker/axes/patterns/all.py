"""Every pattern there is."""

from worker.axes.patterns import comparisons, flow, python_defects
from worker.axes.patterns.pattern import Pattern

PATTERNS: tuple[Pattern, ...] = (*comparisons.PATTERNS, *flow.PATTERNS, *python_defects.PATTERNS)
