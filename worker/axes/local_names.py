"""Utility where no graph is needed: names that only their own file can use, and that it never does."""

import hashlib
import re
from collections.abc import Iterator

from app.domain.axis import Axis, Severity, Verdict
from app.domain.evidence import Absence, Quote, Region
from app.domain.finding import Certainty, Claim, Origin, Suggestion
from worker.source.classify import is_shown
from worker.source.facts import FileFacts, LocalName, Source
from worker.source.words import text_of

CONFIDENCE = 0.97
_GLOB = re.compile(r"[*?\[\]{}!\\]")


def prove(source: Source) -> list[Claim]:
    """Return one claim per name of `FileFacts.local_names` that is never used, rule `utility.dead`.

    Files are pasted together by tools that nobody sees here: a name that another file uses without declaring it is left alone.
    """
    unused = [(facts, name) for facts in source.files.values() if _is_asked(facts) for name in _unused(source, facts)]
    pasted = _used_elsewhere(source, [name for _, name in unused])
    return [_claim(source, facts, name) for facts, name in unused if name.use not in pasted]


def unused_in(source: Source, facts: FileFacts) -> list[Claim]:
    """Return the same claims about one file, whatever other files hold."""
    return [_claim(source, facts, name) for name in _unused(source, facts)]


def _is_asked(facts: FileFacts) -> bool:
    return bool(facts.local_names) and not (facts.is_test or is_shown(facts.file) or _GLOB.search(facts.file))


def _unused(source: Source, facts: FileFacts) -> Iterator[LocalName]:
    lines = _lines(source, facts.file)
    for name in facts.local_names:
        pattern = re.compile(name.use)
        # Where it is declared twice, the second declaration would count as a use of the first: nothing is said of either.
        if all((len(pattern.findall(line)) <= own) for line, own in _expected(lines, name)):
            yield name


def _expected(lines: list[str], name: LocalName) -> Iterator[tuple[str, int]]:
    """Yield each line with how often its own declaration makes the pattern hit there."""
    declares = len(re.findall(name.use, name.symbol))
    for number, line in enumerate(lines, 1):
        yield line, declares if number == name.line else 0


def _used_elsewhere(source: Source, names: list[LocalName]) -> set[str]:
    found: set[str] = set()
    for file in source.others if names else ():
        facts = source.files.get(file)
        declared = {one.use for one in facts.local_names} if facts is not None else set()
        text = text_of(source.root, file)
        found.update(use for use in {one.use for one in names} - declared - found if re.search(use, text))
    return found


def _lines(source: Source, file: str) -> list[str]:
    return text_of(source.root, file).replace("\r\n", "\n").split("\n")


def _claim(source: Source, facts: FileFacts, name: LocalName) -> Claim:
    text = _lines(source, facts.file)[name.line - 1]
    shown = name.symbol.lstrip("&").rpartition(".")[2]
    return Claim(
        axis=Axis.UTILITY,
        rule="utility.dead",
        verdict=Verdict.DEAD,
        severity=Severity.LOW,
        confidence=CONFIDENCE,
        certainty=Certainty.PROVEN,
        origin=Origin.PROVER,
        file=facts.file,
        symbol=name.symbol,
        line_start=name.line,
        line_end=name.line,
        title=f"The {name.noun} `{shown}` is never used",
        message=f"Nothing uses the {name.noun} `{shown}`: only this file can, and it is not named again.",
        suggestion=Suggestion(description=f"Delete the {name.noun} `{shown}`."),
        evidence=(
            Absence(
                pattern=name.use,
                scope=(f"/{facts.file}",),
                except_regions=(Region(file=facts.file, line_start=name.line, line_end=name.line),),
            ),
            Quote(file=facts.file, line_start=name.line, line_end=name.line, text=text),
        ),
        body_hash=hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16],
    )
