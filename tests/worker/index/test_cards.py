"""A card is what a function is, and nothing around it."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.axis import Axis
from tests.worker.index.copies import COPIES
from tests.worker.index.reading import TOTAL, found
from worker.index.cards import MOST_WORDS, Card
from worker.source.facts import Language
from worker.source.languages import languages, module_of, offers

MOST_CHARACTERS = 4000


def only(root: Path, text: str, name: str = "a.py", *, as_written: bool = False) -> Card:
    (card,) = found(root, {name: text}, as_written=as_written)
    return card


@pytest.mark.parametrize("as_written", [False, True])
@pytest.mark.parametrize(
    "other",
    [
        f"LIMIT = 3\n\n\n{TOTAL}",
        TOTAL.replace("    amount = 0\n", "    # nothing yet\n    amount = 0\n\n"),
        TOTAL.replace("\n", "\r\n"),
        f"\ufeff{TOTAL}",
    ],
    ids=["a line above", "a comment inside", "line ends", "a byte order mark"],
)
def test_what_is_no_part_of_a_function_changes_no_card(tmp_path: Path, other: str, as_written: bool) -> None:
    cards = [only(tmp_path, text, as_written=as_written) for text in (TOTAL, other)]
    assert cards[0].id == cards[1].id


@pytest.mark.parametrize(
    "other",
    [
        TOTAL.replace("    ", "\t"),
        TOTAL.replace("lines, rate", "lines,\n    rate,\n"),
        TOTAL.replace("continue", "continue  # it was settled"),
    ],
    ids=["tabs", "one a line", "a comment behind code"],
)
def test_layout_changes_no_card_where_a_model_is_shown_words(tmp_path: Path, other: str) -> None:
    assert only(tmp_path, TOTAL).id == only(tmp_path, other).id


@pytest.mark.parametrize("as_written", [False, True])
@pytest.mark.parametrize(
    "other",
    [
        TOTAL.replace("Sum up", "Multiply"),
        TOTAL.replace("open_total", "total"),
        TOTAL.replace("line.paid", "line.refunded"),
        TOTAL.replace("lines, rate", "lines, rate, places"),
    ],
    ids=["documentation", "name", "body", "parameters"],
)
def test_another_function_has_another_card(tmp_path: Path, other: str, as_written: bool) -> None:
    cards = [only(tmp_path, text, as_written=as_written) for text in (TOTAL, other)]
    assert cards[0].id != cards[1].id


def test_a_method_is_another_function_than_that_of_another_class(tmp_path: Path) -> None:
    inside = "".join(f"    {line}\n" for line in TOTAL.splitlines())
    cards = found(tmp_path, {"a.py": f"class Till:\n{inside}\n\nclass Shop:\n{inside}"})
    assert [card.member.symbol.qualname for card in cards] == ["Till.open_total", "Shop.open_total"]
    assert cards[0].id != cards[1].id


def test_both_views_say_what_they_are_for(tmp_path: Path) -> None:
    card = only(tmp_path, TOTAL)
    assert card.words.startswith("open total (")
    assert card.words.endswith("lines rate). Sum up what is not paid yet. uses round")
    assert {"paid", "price", "rate"} <= set(card.code.split())
    assert not {"for", "return", "if"} & set(card.code.split()), "words of the language say nothing"
    assert only(tmp_path, TOTAL, as_written=True).code.startswith("def open_total(lines, rate):\n    amount = 0\n")


def test_a_comment_in_front_is_documentation_too(tmp_path: Path) -> None:
    text = f"const a = 1;\n\n/**\n * Sums what is open.\n */\n{COPIES['typescript'][2]}"
    assert "). Sums what is open. uses" in only(tmp_path, text, "a.ts").words


def test_tests_examples_and_constructors_have_no_card(tmp_path: Path) -> None:
    inside = "".join(f"    {line}\n" for line in TOTAL.replace("def open_total(", "def __init__(self, ").splitlines())
    files = {"a.py": TOTAL, "b.py": f"class Till:\n{inside}", "tests/test_a.py": TOTAL, "examples/a.py": TOTAL}
    java = COPIES["java"][2]
    assert [card.member.file.file for card in found(tmp_path, files | {"A.java": java})] == ["A.java", "a.py"]
    owner = java.partition("class ")[2].split()[0]
    method = next(card for card in found(tmp_path, {"A.java": java})).member.symbol.name
    assert found(tmp_path, {"A.java": java.replace(f" {method}(", f" {owner}(")}) == []


@pytest.mark.parametrize("language", sorted({*COPIES, "python"} - {"bash"}))
def test_every_language_whose_twins_are_looked_for_has_cards(tmp_path: Path, language: str) -> None:
    name, _, text, _ = COPIES.get(language, ("a.py", "", TOTAL, ""))
    card = only(tmp_path, text, name)
    assert "paid" in card.code
    assert "(" in card.words


def test_no_language_with_functions_is_forgotten_above() -> None:
    reviewed = {module_of(one).family for one in languages() if offers(one)[Axis.DUPLICATION].reviewed}
    tried = {module_of(one).family for one in languages() if one in COPIES or one == Language.PYTHON}
    assert reviewed <= tried


@pytest.mark.parametrize("as_written", [False, True])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", "def large(a):\n" + "".join(f"    step_{n}(a)\n" for n in range(5000))),
        ("a.js", "function large(a){" + "".join(f"if(a.x{n})b(a,{n});" + "\n" * (n % 9 == 0) for n in range(5000)) + "\n}"),
        ("a.go", "package a\n\nfunc Large(a int) {\n" + "".join(f"\tstep{n}(a)\n" for n in range(5000)) + "}\n"),
        ("a.py", "def large(a):\n" + "".join(f"    a.{'x' * 300}_{n} = b(a, {n})\n" for n in range(99))),
    ],
    ids=["long", "without blanks", "tabs alone", "long names"],
)
def test_a_huge_function_has_a_small_card(tmp_path: Path, name: str, text: str, as_written: bool) -> None:
    card = only(tmp_path, text, name, as_written=as_written)
    assert 0 < len(card.code) <= MOST_CHARACTERS
    assert 0 < len(card.words) <= 3 * MOST_CHARACTERS


PIECE = st.one_of(
    st.sampled_from(TOTAL.splitlines(keepends=True)),
    st.sampled_from(
        ["def f(", "):\n", '"""', "(", ")", "#", "\\\n", "\r", "class A:\n", "    ", "lambda: ", "\u2028", "é", "\0"]
    ),
    st.text(max_size=8),
)


@settings(max_examples=25, deadline=None)
@given(pieces=st.lists(PIECE, max_size=12), as_written=st.booleans())
def test_whatever_is_written_has_bounded_cards(pieces: list[str], as_written: bool) -> None:
    text = "".join(pieces).encode("utf-8", "replace").decode()
    with tempfile.TemporaryDirectory() as folder:
        for card in found(Path(folder), {"a.py": TOTAL + text + TOTAL}, as_written=as_written):
            assert len(card.code.split(" ")) <= MOST_WORDS
            assert len(card.code) <= MOST_CHARACTERS
            assert len(card.id) == 32
