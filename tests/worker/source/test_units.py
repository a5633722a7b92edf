"""A function is cut into its statements by line ends and brackets, in every language the same way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.source.leaves import leaves
from worker.source.module import Lexis
from worker.source.units import units


def cut(text: str, lexis: Lexis = Lexis.C) -> list[tuple[int, str]]:
    found = units(list(leaves(text, 1, lexis)), lexis is Lexis.HASH)
    return [(unit.depth, " ".join(leaf[0] for leaf in unit.leaves)) for unit in found]


def test_what_is_in_a_block_is_one_deeper() -> None:
    assert cut("(a) {\n  if (a) {\n    return b;\n  }\n  c();\n}") == [
        (0, "( a )"),
        (1, "if ( a )"),
        (2, "return b"),
        (1, "c ( )"),
    ]
    python = "(a):\n    if a:\n        return b\n    c()\n"
    assert cut(python, Lexis.HASH) == [(0, "( a ) :"), (1, "if a :"), (2, "return b"), (1, "c ( )")]


@pytest.mark.parametrize("text", ["if (a) return b;\nc();", "if (a)\n  return b;\nc();", "if (a) { return b; }\nc();"])
def test_a_header_without_braces_governs_what_follows(text: str) -> None:
    assert cut(text) == [(0, "if ( a )"), (1, "return b"), (0, "c ( )")]


def test_a_condition_in_brackets_may_go_on() -> None:
    assert cut("if (a) && b {\n  c()\n}") == [(0, "if ( a ) && b"), (1, "c ( )")]


def test_a_statement_over_several_lines_is_one() -> None:
    assert cut("a = b\n  .c()\n  .d();\ne(f,\n  g);") == [(0, "a = b . c ( ) . d ( )"), (0, "e ( f , g )")]
    assert cut("a = (b +\n    c)\nd = e \\\n    + f\n", Lexis.HASH) == [(0, "a = ( b + c )"), (0, "d = e \\ + f")]


def test_entries_and_elements_are_units_of_their_own() -> None:
    assert cut("make({\n  a: 1,\n  b: 2,\n});") == [(0, "make ("), (1, "a : 1 ,"), (1, "b : 2"), (0, ")")]
    assert cut("return (\n  <a>\n    {b}\n  </a>\n);") == [(0, "return ("), (0, "< a >"), (0, "{ b }"), (0, "< / a > )")]


@given(st.text(alphabet='ab(){}[],;.= \n<>"if', max_size=80))
def test_no_leaf_is_lost_but_the_signs_of_blocks(text: str) -> None:
    found = list(leaves(text, 1, Lexis.C))
    kept = [leaf for unit in units(found, by_indent=False) for leaf in unit.leaves]
    lost = list(found)
    for leaf in kept:
        lost.remove(leaf)
    assert [leaf for leaf in lost if leaf[0] not in "{}"] == []
    assert [leaf for leaf in kept if leaf[0] not in "{}"] == [leaf for leaf in found if leaf[0] not in "{}"]
