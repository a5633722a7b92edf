"""Which functions of a group of scripts may be run by a name that is put together or comes from outside. See `Flow`."""

import re
from collections import defaultdict, deque
from collections.abc import Iterable

from worker.source.bash_words import INPUT, arguments
from worker.source.facts import FileFacts, Flow

_RUN = "!"
_READ = "!$"


class Dispatch:
    """What a group of scripts runs without naming it."""

    def __init__(self, scripts: Iterable[FileFacts]) -> None:
        self.runs_anything = ""
        """Why every function may be run, or ""."""
        self.reads_anything = ""
        """Why every variable may be read, or ""."""
        self._patterns: list[tuple[re.Pattern[str], str]] = []
        out: dict[str, list[tuple[Flow, str]]] = defaultdict(list)
        for facts in scripts:
            for flow in facts.flows:
                out[flow.source].append((flow, facts.file))
        self._follow(out)

    def reason(self, name: str, *, variable: bool = False) -> str | None:
        """Say why a function may be run unseen, or a variable read; None when it is not."""
        anything = self.reads_anything if variable else self.runs_anything
        if anything:
            return anything
        return next((reason for pattern, reason in self._patterns if pattern.fullmatch(name)), None)

    def _follow(self, out: dict[str, list[tuple[Flow, str]]]) -> None:
        """Follow the words that come from outside: the arguments of scripts, and input."""
        ends = {"?": [one for one in out if one.endswith(")")], "$?": [one for one in out if one.startswith("$")]}
        todo = deque([INPUT, *arguments("")])
        seen = set(todo)
        while todo:
            for flow, file in out.get(todo.popleft(), ()):
                target = flow.target
                if target == _RUN:
                    self.runs_anything = self.runs_anything or f"a computed name is run at {file}:{flow.line}"
                    continue
                if target == _READ:
                    self.reads_anything = self.reads_anything or f"a computed name is read at {file}:{flow.line}"
                    continue
                if target.startswith(_RUN):
                    start, _, end = target[1:].partition("*")
                    pattern = re.compile(f"{re.escape(start)}.*{re.escape(end)}", re.DOTALL)
                    self._patterns.append((pattern, f"names {target[1:]} are put together at {file}:{flow.line}"))
                    continue
                for one in ends.get(target, (target,)):
                    if one not in seen:
                        seen.add(one)
                        todo.append(one)
