"""What an event leads to, as a value: decided outside a transaction, written inside one."""

from collections.abc import Callable

from sqlalchemy.orm import Session

Effect = Callable[[Session], str]
"""Writes everything that an event leads to in the caller's transaction and returns the outcome, one line.

It may run again after a rollback and finds then what others wrote meanwhile, so it looks before it adds.
"""


def ignored(reason: str) -> Effect:
    """The effect of an event that nothing is done about."""
    return lambda session: f"ignored: {reason}"
