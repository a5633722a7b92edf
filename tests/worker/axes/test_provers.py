"""All provers together: who is asked, who is believed, and whose word can be checked again."""

from pathlib import Path

import pytest

from app.domain.axis import Axis, Severity, Verdict
from app.domain.evidence import Rule
from app.domain.finding import Certainty, Claim, Origin
from app.domain.policy import Muted
from worker.axes import provers
from worker.graph.build import build
from worker.graph.graph import Graph
from worker.source.facts import Source
from worker.source.module import Offer
from worker.source.read import read


def linked(root: Path, files: dict[str, str]) -> tuple[Source, Graph]:
    for name, text in files.items():
        (root / name).write_text(text)
    source = read(root, files)
    return source, build(source)


def claim(file: str, line: int = 1) -> Claim:
    return Claim(
        axis=Axis.CONVENTIONS,
        rule="conventions.x",
        verdict=Verdict.DRIFT,
        severity=Severity.LOW,
        confidence=0.9,
        certainty=Certainty.PROVEN,
        origin=Origin.PROVER,
        file=file,
        symbol=None,
        line_start=line,
        line_end=line,
        title="t",
        message="m",
        evidence=(Rule(id="x", tool="anatoly", file=file, line=line),),
        body_hash=f"{line}",
    )


def main(dead: int, used: int) -> str:
    functions = "".join(f"def gone_{n}():\n    return {n}\n\n\n" for n in range(dead))
    functions += "".join(f"def kept_{n}():\n    return {n}\n\n\n" for n in range(used))
    calls = "".join(f"    kept_{n}()\n" for n in range(used))
    return f'{functions}if __name__ == "__main__":\n{calls}'


def test_a_language_most_of_which_looks_dead_is_said_nothing_about(tmp_path: Path) -> None:
    proven = provers.prove(*linked(tmp_path, {"main.py": main(dead=30, used=10)}), [Axis.UTILITY])
    assert proven.claims == ()
    assert proven.muted == (Muted(Axis.UTILITY, "python", 30, 40),)


def test_a_handful_of_dead_functions_is_believed(tmp_path: Path) -> None:
    proven = provers.prove(*linked(tmp_path, {"main.py": main(dead=3, used=3)}), [Axis.UTILITY])
    assert [one.symbol for one in proven.claims] == ["gone_0", "gone_1", "gone_2"]
    assert proven.muted == ()


def test_an_axis_that_is_not_wanted_is_not_asked(tmp_path: Path) -> None:
    assert provers.prove(*linked(tmp_path, {"main.py": main(dead=3, used=3)}), [Axis.CORRECTION]).claims == ()


def test_an_axis_that_is_not_offered_for_a_language_is_silent_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provers, "PROVERS", {Axis.CONVENTIONS: lambda _source, _graph: [claim("main.py"), claim("README")]})
    monkeypatch.setattr(provers, "offers", lambda _language: dict.fromkeys(Axis, Offer.NOT_OFFERED))
    proven = provers.prove(*linked(tmp_path, {"main.py": "x = 1\n"}), [Axis.CONVENTIONS])
    assert [one.file for one in proven.claims] == ["README"]


def test_a_rule_is_checked_again_by_asking_its_prover_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Source] = []

    def prover(source: Source, _graph: Graph) -> list[Claim]:
        asked.append(source)
        return [claim("main.py", 3)]

    monkeypatch.setattr(provers, "PROVERS", {Axis.CONVENTIONS: prover})
    fires = provers.Again(*linked(tmp_path, {"main.py": "x = 1\n"})).fires
    assert asked == []
    assert fires(Rule(id="x", tool="anatoly", file="main.py", line=3))
    assert not fires(Rule(id="x", tool="anatoly", file="main.py", line=4))
    assert not fires(Rule(id="x", tool="ruff", file="main.py", line=3))
    assert len(asked) == 1
