"""What a written name can bind to."""

from enum import Enum, auto
from typing import NamedTuple


class Kind(Enum):
    """What kind of thing a name binds to."""

    SYMBOL = auto()
    OBJECT = auto()
    """An object of the class `node`."""
    FILE = auto()
    FOLDER = auto()
    NAMESPACE = auto()
    """What several files declare together; `text` is the group."""
    OUTSIDE = auto()
    """Something outside the repository, `text` says what."""
    UNKNOWN = auto()
    """Nobody knows; `text` says why."""


class Value(NamedTuple):
    """What a name binds to."""

    kind: Kind
    text: str = ""
    """File, folder, dotted outside name or reason."""
    node: int = -1
