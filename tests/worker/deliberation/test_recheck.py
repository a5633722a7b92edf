"""Evidence is checked again from scratch; each kind is shown to fail by changing what it rests on."""

import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.evidence import Absence, Coverage, Evidence, GraphFact, Place, Quote, Region, Rule, Search
from worker.deliberation.files import read_lines
from worker.deliberation.recheck import how, objection, recheck, rechecked
from worker.tools.jail import Jail
from worker.tools.search import SearchError, search

CODE = "import os\n\ndef mean(values):\n    return sum(values) / len(values)\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    tree = tmp_path / "tree"
    (tree / "src").mkdir(parents=True)
    (tree / "src" / "stats.py").write_text(CODE)
    (tree / "src" / "main.py").write_text("from stats import mean\nprint(mean([1]))\n")
    (tree / "src" / "windows.py").write_bytes(b"first\r\nsecond\r\n")
    (tree / ".git").mkdir()
    (tree / ".git" / "config").write_text("mean = secret\n")
    (tmp_path / "outside.txt").write_text("mean outside\n")
    return tree


def quote(text: str = "def mean(values):", start: int = 3, end: int = 3, file: str = "src/stats.py") -> Quote:
    return Quote(file=file, line_start=start, line_end=end, text=text)


HITS = (
    Place(file="src/main.py", line=1, text="from stats import mean"),
    Place(file="src/main.py", line=2, text="print(mean([1]))"),
    Place(file="src/stats.py", line=3, text="def mean(values):"),
)
MEAN = Search(pattern=r"\bmean\b", scope=("src/**",), hits=HITS, total=3)


@pytest.mark.parametrize(
    ("evidence", "holds"),
    [
        (quote(), True),
        (quote("def mean(values):\n    return sum(values) / len(values)", 3, 4), True),
        (quote("first\nsecond", 1, 2, "src/windows.py"), True),
        (quote("first\r\nsecond", 1, 2, "src/windows.py"), True),
        (quote("def mean(values): "), False),
        (quote("def  mean(values):"), False),
        (quote("mean"), False),
        (quote(start=4, end=4), False),
        (quote(start=3, end=4), False),
        (quote(start=3, end=99), False),
        (quote(start=4, end=3), False),
        (quote(file="src/absent.py"), False),
        (quote("mean outside", 1, 1, "../outside.txt"), False),
        (quote("mean = secret", 1, 1, ".git/config"), False),
    ],
)
def test_a_quote_holds_byte_for_byte_at_its_lines_and_nowhere_else(root: Path, evidence: Quote, holds: bool) -> None:
    assert recheck(evidence, root, None) is holds


def test_a_search_holds_when_it_finds_exactly_the_same(root: Path) -> None:
    assert recheck(MEAN, root, None)
    (root / "src" / "new.py").write_text("mean = 1\n")
    assert not recheck(MEAN, root, None)


@pytest.mark.parametrize(
    "wrong",
    [
        MEAN.model_copy(update={"total": 4}),
        MEAN.model_copy(update={"hits": HITS[:2], "total": 2}),
        MEAN.model_copy(update={"hits": (*HITS[:2], HITS[2].model_copy(update={"line": 4}))}),
        MEAN.model_copy(update={"hits": (*HITS[:2], HITS[2].model_copy(update={"text": "def mean():"}))}),
        MEAN.model_copy(update={"scope": ("src/main.py",)}),
        MEAN.model_copy(update={"pattern": "("}),
    ],
)
def test_a_search_that_finds_anything_else_does_not_hold(root: Path, wrong: Search) -> None:
    assert not recheck(wrong, root, None)


def test_an_absence_holds_until_the_name_turns_up_outside_its_regions(root: Path) -> None:
    elsewhere = Absence(pattern=r"\bmedian\b")
    declared = Absence(
        pattern=r"\bmean\b",
        except_regions=(
            Region(file="src/stats.py", line_start=3, line_end=4),
            Region(file="src/main.py", line_start=1, line_end=2),
        ),
    )
    assert recheck(elsewhere, root, None)
    assert recheck(declared, root, None)
    (root / ".hidden.yml").write_text("call: mean\nand: median\n")
    (root / ".gitignore").write_text(".hidden.yml\n")
    assert not recheck(elsewhere, root, None), "hidden and ignored files are searched, too"
    assert not recheck(declared, root, None)


def test_an_absence_with_a_bad_pattern_does_not_hold(root: Path) -> None:
    assert not recheck(Absence(pattern="(never"), root, None)


def test_a_graph_fact_is_asked_again(root: Path) -> None:
    fact = GraphFact(file="src/stats.py", symbol="mean", state="unreachable", roots=3)
    assert recheck(fact, root, lambda file, symbol: fact)
    assert not recheck(fact, root, None)
    assert not recheck(fact, root, lambda file, symbol: None)
    for changed in ({"state": "unknown"}, {"referrers": (HITS[0],)}, {"symbol": "median"}):
        assert not recheck(fact, root, lambda file, symbol, changed=changed: fact.model_copy(update=changed))
    # One test more in the repository is one root more, and no news of the symbol.
    assert recheck(fact, root, lambda file, symbol: fact.model_copy(update={"roots": 2}))


def test_a_rule_holds_only_when_it_fires_again(root: Path) -> None:
    rule = Rule(id="X1", tool="lint", file="src/stats.py", line=3)
    assert not recheck(rule, root, None)
    assert recheck(rule, root, None, lambda each: each.id == "X1")
    assert not recheck(rule, root, None, lambda each: False)
    gone = rule.model_copy(update={"file": "src/gone.py"})
    assert objection(gone, root, None, lambda each: pytest.fail("asked in vain")) == "no file src/gone.py"


def test_evidence_comes_back_with_its_answer_and_its_command(root: Path) -> None:
    good, bad = rechecked((quote(), quote("nonsense")), root, None)
    assert (good.rechecked, bad.rechecked) == (True, False)
    assert good.how == "sed -n 3,3p -- src/stats.py"


def test_a_link_out_of_the_checkout_is_not_followed(root: Path) -> None:
    (root / "link.txt").symlink_to("../outside.txt")
    (root / "folder").symlink_to("..")
    (root / "loop").symlink_to("loop")
    for file in ("link.txt", "folder/outside.txt", "loop", "/etc/passwd", "src", "", ".", "a\0b", "..\\outside.txt"):
        assert read_lines(Jail.of(root), file) is None, file
    assert search(root, "mean outside") == []
    (root / "inside.txt").symlink_to("src/stats.py")
    assert read_lines(Jail.of(root), "inside.txt") == CODE.splitlines()


def test_a_search_cannot_be_told_to_run_something_else(root: Path) -> None:
    marker = root / "ran"
    with pytest.raises(SearchError):
        search(root, "a\0b")
    for pattern, scope in ((f"--pre=touch {marker}", "**"), ("mean", f"--pre=touch {marker}")):
        assert recheck(Absence(pattern=pattern, scope=(scope,)), root, None)
    assert not marker.exists()


@pytest.mark.parametrize("evidence", [quote(), quote("first\nsecond", 1, 2, "src/windows.py"), MEAN])
def test_the_command_shows_a_person_the_same(root: Path, evidence: Quote | Search) -> None:
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    done = subprocess.run(how(evidence), shell=True, cwd=root, capture_output=True, text=True, env={"PATH": path}, check=True)
    if isinstance(evidence, Quote):
        assert done.stdout.splitlines() == evidence.text.splitlines()
    else:
        assert sorted(done.stdout.splitlines()) == sorted(f"./{hit.file}:{hit.line}:{hit.text}" for hit in evidence.hits)


def test_an_absence_says_what_its_command_prints_while_it_holds(root: Path) -> None:
    region = Region(file="src/stats.py", line_start=1, line_end=99)
    pattern = r"\bmean\b"
    hits = search(root, pattern)
    (absence,) = rechecked((Absence(pattern=pattern, scope=("src/stats.py",), except_regions=(region,)),), root, None)
    said, command = absence.how.split("\n")
    assert said == "# prints only " + ", ".join(f"{hit.file}:{hit.line}" for hit in hits if hit.file == "src/stats.py")
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    done = subprocess.run(command, shell=True, cwd=root, capture_output=True, text=True, env={"PATH": path}, check=True)
    assert [f"{file}:{line}" for file, line, _ in (row[2:].split(":", 2) for row in done.stdout.splitlines())] == said.split(
        "only "
    )[1].split(", ")
    (nothing,) = rechecked((Absence(pattern="nowhere_at_all"),), root, None)
    assert nothing.how.startswith("# prints nothing\nrg ")


def test_the_name_of_a_file_does_not_end_the_comment_it_stands_in(root: Path) -> None:
    (root / "a\ntouch ran\n.py").write_text("mean\n")
    (absence,) = rechecked((Absence(pattern=r"\bmean\b", scope=("a*",)),), Jail.of(root), None)
    assert [line for line in absence.how.split("\n") if not line.startswith(("#", "rg "))] == []


ANY = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)


@given(file=ANY, pattern=ANY, scope=ANY)
def test_no_path_pattern_or_glob_breaks_out_of_its_command(file: str, pattern: str, scope: str) -> None:
    evidence: list[Evidence] = [
        quote(file=file),
        Search(pattern=pattern, scope=(scope,), hits=(), total=0),
        GraphFact(file=file, symbol=pattern, state="unreachable", roots=0),
        Rule(id=pattern, tool="t", file=file, line=1),
        Coverage(file=file, line_start=1, line_end=2, hits=0, source=pattern),
    ]
    for each in evidence:
        words = shlex.split(how(each), comments=True)
        checked = words[:2] == ["anatoly", "recheck"]
        words = words[5:] if checked else words
        assert checked == isinstance(each, GraphFact | Rule | Coverage)
        if isinstance(each, Rule):
            assert words == [], "only the check itself shows that a rule fires"
            continue
        assert words[0] in {"sed", "rg"}
        assert len(words) in {5, 6, 10}
    assert shlex.split(how(evidence[0]))[-1] == file
    assert f"--regexp={pattern}" in shlex.split(how(evidence[1]))


def test_what_does_not_hold_says_why_in_a_few_words(root: Path) -> None:
    fact = GraphFact(file="src/stats.py", symbol="mean", state="unreachable", roots=1)
    absence = Absence(pattern=r"\bmean\b", except_regions=(Region(file="src/stats.py", line_start=3, line_end=4),))
    used = fact.model_copy(update={"state": "test_only"})
    moved = fact.model_copy(update={"referrers": (Place(file="a.py", line=1, text="mean()"),)})
    said = {
        objection(quote(file="src/absent.py"), root, None): "no file src/absent.py that can be read",
        objection(quote(start=3, end=99), root, None): "src/stats.py has no lines 3 to 99",
        objection(quote("def mode(values):"), root, None): "other text at src/stats.py:3",
        objection(MEAN.model_copy(update={"total": 5}), root, None): "3 hits, 5 were claimed",
        objection(MEAN.model_copy(update={"hits": HITS[:2] * 2, "total": 3}), root, None): (
            "the hits are in other places than claimed"
        ),
        objection(absence, root, None): "found at src/main.py:1",
        objection(Absence(pattern="(never"), root, None): "the search cannot be run",
        objection(fact, root, lambda *_: None): "no mean in src/stats.py that the graph knows",
        objection(fact, root, lambda *_: used): "it is test only, claimed was unreachable",
        objection(fact, root, lambda *_: moved): "it is referred to from other places than claimed",
    }
    assert list(said) == list(said.values())
