"""Whether exceptions that are given nothing are raised as classes, `raise X`, or made first, `raise X()`: Python takes both."""

import re
from collections.abc import Iterator

from worker.axes.habits import Case
from worker.axes.quoting import Lines
from worker.source.classify import is_shown
from worker.source.facts import Language, ReferenceForm, Source, SymbolKind

RULE = "conventions.raise-style"
_RAISED = re.compile(r"\s*raise (?:[A-Za-z_]\w*\.)*([A-Z]\w*)(\(\))?(?: from \w+)?\s*(?:#.*)?")
_CODE = (ReferenceForm.NAME, ReferenceForm.ATTRIBUTE)
_NEVER_MADE = frozenset({"NotImplementedError", "StopIteration", "StopAsyncIteration", "KeyboardInterrupt"})
"""Builtins that say all by their name: what people do with these is no choice for the rest."""


def raises(source: Source, lines: Lines) -> Iterator[Case]:
    """Yield a case per exception of the program's or a library's own that is raised with nothing to say."""
    made = {one.name for read in source.files.values() for one in read.symbols if one.kind is SymbolKind.FUNCTION}
    for file, read in source.files.items():
        if read.language != Language.PYTHON or read.is_test or read.parse_errors or is_shown(file):
            continue
        found = [(number, match) for number, line in enumerate(lines.of(file), 1) if (match := _RAISED.fullmatch(line))]
        # What the file does not use at that line stands in a text, or is a variable.
        code = {(one.line, one.name) for one in read.references if one.form in _CODE} if found else set()
        for number, match in found:
            # A function that makes an exception has to be called.
            if (number, match[1]) in code and match[1] not in _NEVER_MADE and match[1] not in made:
                style = "make an object first, `raise X()`" if match[2] else "name the class, `raise X`"
                yield Case(RULE, "raises of an exception that is given nothing", style, file, number)
