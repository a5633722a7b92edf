"""What a repository usually does is counted, and a departure is named only where nearly everything else agrees."""

from pathlib import Path

import pytest

from worker.axes.conventions import Style, prove, style_of
from worker.graph.build import build
from worker.source.read import read


@pytest.mark.parametrize(
    ("name", "style"),
    [
        ("read_file", Style.SNAKE),
        ("readFile", Style.CAMEL),
        ("ReadFile", Style.PASCAL),
        ("READ_FILE", Style.SCREAMING),
        ("Reader", Style.PASCAL),
        ("read", None),
        ("_read_file", None),
        ("read_File", None),
        ("A", None),
    ],
)
def test_the_style_of_a_name(name: str, style: Style | None) -> None:
    assert style_of(name) is style


def departures(root: Path, usual: int, other: int) -> list[str | None]:
    functions = [f"def take_{word(n)}():\n    return {n}\n" for n in range(usual)]
    functions += [f"def keep{word(n).title()}():\n    return {n}\n" for n in range(other)]
    (root / "a.py").write_text("\n\n".join(functions))
    source = read(root, ["a.py"])
    return [claim.symbol for claim in prove(source, build(source))]


def word(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:03}")


@pytest.mark.parametrize(("usual", "other", "found"), [(39, 1, 1), (38, 2, 2), (37, 3, 0), (18, 1, 0), (40, 0, 0)])
def test_only_an_overwhelming_majority_of_enough_names_is_a_convention(
    tmp_path: Path, usual: int, other: int, found: int
) -> None:
    assert len(departures(tmp_path, usual, other)) == found


def test_a_claim_gives_the_counts_and_three_examples(tmp_path: Path) -> None:
    functions = [f"def take_{word(n)}():\n    return {n}\n\n\n" for n in range(30)]
    (tmp_path / "a.py").write_text("".join(functions) + "def keepIt():\n    pass\n")
    source = read(tmp_path, ["a.py"])
    (claim,) = prove(source, build(source))
    assert claim.message == (
        "30 of 31 names of this kind are in snake_case (`take_aaa`, `take_aab`, `take_aac`); `keepIt` is in camelCase."
    )
    assert len(claim.related) == 3


@pytest.mark.parametrize(
    "other",
    [
        "class lazy_value:\n    def __get__(self, one, kind):\n        return 1\n",
        "try:\n    from functools import cached_property\nexcept ImportError:\n    class cached_property:\n        pass\n",
    ],
    ids=["a descriptor", "a stand-in"],
)
def test_names_that_follow_another_habit(tmp_path: Path, other: str) -> None:
    classes = "".join(f"class Keep{word(number).title()}Value:\n    pass\n\n\n" for number in range(40))
    for name, text, found in (("a.py", other, []), ("b.py", "class lazy_one:\n    pass\n", ["lazy_one"])):
        (tmp_path / name).write_text(classes + text)
        source = read(tmp_path, [name])
        assert [claim.symbol for claim in prove(source, build(source))] == found


def test_functions_that_are_no_components_need_no_name_of_one(tmp_path: Path) -> None:
    components = "".join(f"export function Keep{word(number).title()}Value() {{ return {number}; }}\n" for number in range(40))
    (tmp_path / "a.tsx").write_text(components + "function takeValue() { return 1; }\n")
    source = read(tmp_path, ["a.tsx"])
    assert prove(source, build(source)) == []
