from __future__ import annotations

import typing

import pkg
import pkg.names.space
from pkg import by_star

if typing.TYPE_CHECKING:
    from pkg.types import Annotated, InComment, InString

try:
    from fastparse import parse
except ImportError:
    from pkg.fallback import parse


def main(value: Annotated, other: "list[InString]"):
    kept = []  # type: list[InComment]
    pkg.names.space.in_namespace()
    return pkg.exported_and_used(), by_star(), parse(), kept, other


if __name__ == "__main__":
    main(1, [])
