"""Rules of ruff in our words, and the claims that they make."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.domain.finding import Claim
from worker.axes.linting.ruff import Diagnostic, diagnostics
from worker.axes.looked import Looked
from worker.axes.patterns.place import File, is_aside
from worker.axes.patterns.rule import Told, claim
from worker.graph.graph import Graph
from worker.source.facts import Language, Skipped, Source


@dataclass(frozen=True, slots=True)
class Spot:
    """A diagnostic with the code around it."""

    one: Diagnostic
    file: File

    @property
    def line(self) -> str:
        """The first line, stripped."""
        return self.file.lines[self.one.line - 1].strip()

    @property
    def code(self) -> str:
        """The code that ruff points at."""
        rows = self.file.lines[self.one.line - 1 : self.one.end_line]
        if not rows:
            return ""
        rows[-1] = rows[-1][: self.one.end_column - 1]
        rows[0] = rows[0][self.one.column - 1 :]
        return "\n".join(rows)

    def before(self, count: int = 3) -> str:
        """The lines right before it."""
        return "\n".join(self.file.lines[max(0, self.one.line - 1 - count) : self.one.line - 1])


def always(_spot: Spot) -> bool:
    """Everything that ruff reports holds."""
    return True


@dataclass(frozen=True, slots=True)
class Linted:
    """One or several rules of ruff that make one rule of ours. `{code}` in its words is the code that ruff points at.

    Named groups of `message` fill further words; a diagnostic whose message does not match it makes no claim.
    """

    codes: tuple[str, ...]
    told: Told
    keep: Callable[[Spot], bool] = always
    message: str = ""
    in_tests: bool = False


def look(source: Source, graph: Graph, rules: Sequence[Linted]) -> Looked:
    """Run ruff on the Python files of a repository: a claim per diagnostic that is kept."""
    by_code = {code: rule for rule in rules for code in rule.codes}
    files = [path for path, facts in source.files.items() if facts.language == Language.PYTHON and not is_aside(path)]
    linted = diagnostics(source.root, files, sorted(by_code))
    left_out = [Skipped(file, reason) for file, reason in linted.left_out.items()]
    return Looked(list(_claims(source, graph, by_code, linted.found)), left_out)


def _claims(source: Source, graph: Graph, by_code: dict[str, Linted], found: Sequence[Diagnostic]) -> Iterator[Claim]:
    seen: set[tuple[str, str, int]] = set()
    known: dict[str, File] = {}
    for one in found:
        rule = by_code.get(one.code)
        if rule is None or (source.files[one.file].is_test and not rule.in_tests):
            continue
        if one.file not in known:
            known[one.file] = File(source, graph, source.files[one.file])
        spot = Spot(one, known[one.file])
        words = re.search(rule.message, one.message, re.DOTALL)
        place = spot.file.place(one.line, one.end_line)
        if words is None or place is None or not rule.keep(spot) or (one.file, rule.told.id, one.line) in seen:
            continue
        seen.add((one.file, rule.told.id, one.line))
        filled = {"code": spot.code, "line": spot.line} | {name: word or "" for name, word in words.groupdict().items()}
        yield claim(rule.told, place, filled, "ruff", one.code)
