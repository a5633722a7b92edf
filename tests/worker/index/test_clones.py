"""Copies are found whatever they are called; what is alike by idiom, by place or by platform is no copy."""

from pathlib import Path

import pytest

from tests.worker.index.copies import ACCESSOR, COPIES, DECLARING, HOOK, STRAIGHT
from worker.index.clones import Clones, clones
from worker.source.binders import declared
from worker.source.languages import module_of
from worker.source.leaves import leaves
from worker.source.read import read

TOTAL = """def total(lines, rate):
    \"\"\"Sum it up.\"\"\"
    amount = 0
    for line in lines:
        if line.paid:
            continue  # not again
        amount += line.price * rate
    return round(amount, 2)
"""
RENAMED = """def open_sum(rows, factor):
    found = 0
    for row in rows:
        if row.paid:
            continue
        found += row.price * factor
    return round(found, 2)
"""


def found(root: Path, files: dict[str, str]) -> list[Clones]:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return clones(read(root, files))


def names(groups: list[Clones]) -> list[tuple[str, list[str]]]:
    return [(group.kind, [f"{one.file.file}:{one.symbol.qualname}" for one in group.members]) for group in groups]


def test_a_copy_with_another_layout_and_other_comments_is_exact(tmp_path: Path) -> None:
    other = (
        TOTAL.replace('    """Sum it up."""\n', "").replace("  # not again", "").replace("lines, rate", "lines,\n    rate,\n")
    )
    assert names(found(tmp_path, {"a.py": TOTAL, "b.py": other})) == [("exact", ["a.py:total", "b.py:total"])]


def test_the_depth_of_blocks_counts_and_the_width_of_their_indentation_does_not(tmp_path: Path) -> None:
    wide = RENAMED.replace("    ", "\t")
    method = "class A:\n" + "".join(f"    {line}\n" for line in RENAMED.splitlines())
    assert len(found(tmp_path / "tabs", {"a.py": TOTAL, "b.py": wide})) == 1
    assert len(found(tmp_path / "method", {"a.py": TOTAL, "b.py": method})) == 1


def test_a_consistent_rename_makes_no_other_function(tmp_path: Path) -> None:
    assert names(found(tmp_path, {"a.py": TOTAL, "b.py": RENAMED})) == [("renamed", ["a.py:total", "b.py:open_sum"])]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("found += row.price * factor", "found -= row.price * factor"),
        ("row.paid", "row.sent"),
        ("round(found, 2)", "floor(found, 2)"),
        ("round(found, 2)", "round(found, 3)"),
        ("round(found, 2)", "round(factor, 2)"),
        ("if row.paid", "if not row.paid"),
        ("    return round(found, 2)", "        return round(found, 2)"),
    ],
    ids=["sign", "field", "call", "number", "names crossed", "negated", "inside the loop"],
)
def test_one_decisive_leaf_makes_another_function(tmp_path: Path, old: str, new: str) -> None:
    assert found(tmp_path, {"a.py": TOTAL, "b.py": RENAMED.replace(old, new)}) == []


def test_constants_of_the_same_value_are_the_same_and_of_another_value_are_not(tmp_path: Path) -> None:
    first = "PLACES = 2\n\n\n" + TOTAL.replace("(amount, 2)", "(amount, PLACES)")
    assert (
        len(found(tmp_path / "same", {"a.py": first, "b.py": "DIGITS = 2\n\n\n" + RENAMED.replace(", 2)", ", DIGITS)")})) == 1
    )
    assert found(tmp_path / "other", {"a.py": first, "b.py": "DIGITS = 3\n\n\n" + RENAMED.replace(", 2)", ", DIGITS)")}) == []


def test_names_inside_of_texts_are_renamed_with_the_others(tmp_path: Path) -> None:
    one = TOTAL.replace("round(amount, 2)", 'print(f"{amount:.2f} amount")')
    assert (
        len(found(tmp_path / "f", {"a.py": one, "b.py": RENAMED.replace("round(found, 2)", 'print(f"{found:.2f} amount")')}))
        == 1
    )
    assert (
        found(tmp_path / "plain", {"a.py": one, "b.py": RENAMED.replace("round(found, 2)", 'print(f"{found:.2f} found")')})
        == []
    )


def test_an_argument_is_called_what_its_function_calls_it(tmp_path: Path) -> None:
    one = TOTAL.replace("round(amount, 2)", "send(rate=rate, to=amount)")
    assert (
        found(tmp_path / "no", {"a.py": one, "b.py": RENAMED.replace("round(found, 2)", "send(factor=factor, to=found)")}) == []
    )
    assert (
        len(found(tmp_path / "yes", {"a.py": one, "b.py": RENAMED.replace("round(found, 2)", "send(rate=factor, to=found)")}))
        == 1
    )


CLOSURES = """\
export function stemmer(base) {
  const verbs = [["e", 1], ["o", 2]];
  const nouns = [["a", 1], ["i", 2]];
  function verb() {
    base.ket = base.cursor;
    if (base.find(verbs) === 0) return false;
    base.bra = base.cursor;
    return base.erase();
  }
  function noun() {
    base.ket = base.cursor;
    if (base.find(nouns) === 0) return false;
    base.bra = base.cursor;
    return base.erase();
  }
  return [verb, noun];
}
"""


def test_what_is_taken_from_an_enclosing_function_is_no_name_of_the_own(tmp_path: Path) -> None:
    assert found(tmp_path, {"a.js": CLOSURES}) == []
    assert len(found(tmp_path, {"a.js": CLOSURES.replace("find(nouns)", "find(verbs)")})) == 1


def test_a_helper_of_the_same_name_that_does_something_else_is_another(tmp_path: Path) -> None:
    helper = "def worth(line):\n    return line.{0} * 2 + 1\n\n\n" + TOTAL.replace("line.price", "worth(line)")
    assert found(tmp_path / "other", {"a.py": helper.format("net"), "b.py": helper.format("gross")}) == []
    assert len(found(tmp_path / "same", {"a.py": helper.format("net"), "b.py": helper.format("net")})) == 1


def test_the_options_of_a_shell_command_are_no_names(tmp_path: Path) -> None:
    _, _, text, _ = COPIES["bash"]
    assert found(tmp_path, {"a.sh": text, "b.sh": text.replace("-f", "-d")}) == []


@pytest.mark.parametrize(
    ("file", "names"),
    [
        ("a.py", "a b x k v y h z w"),
        ("a.ts", "a b p q r s t e u v"),
        ("a.go", "a x err i v w"),
        ("A.java", "a x s n t"),
        ("a.rs", "a x v t"),
        ("A.cs", "a x s n t"),
    ],
)
def test_every_way_to_declare_a_name_is_seen(tmp_path: Path, file: str, names: str) -> None:
    (tmp_path / file).write_text(DECLARING[file])
    facts = read(tmp_path, [file]).files[file]
    symbol = next(one for one in facts.symbols if one.name in ("f", "F"))
    lexis = module_of(facts.language).lexis
    assert lexis is not None
    text = "\n".join(DECLARING[file].split("\n")[symbol.name_line - 1 : symbol.line_end])
    leaf = list(leaves(text.partition(symbol.name)[2], symbol.name_line, lexis))
    outer = {(one.line, one.name) for one in facts.references}
    assert set(names.split()) <= declared(leaf, facts.language, outer)


def test_three_copies_are_one_group(tmp_path: Path) -> None:
    (group,) = found(tmp_path, {"a.py": TOTAL, "b.py": RENAMED, "c/d.py": TOTAL})
    assert (group.kind, len(group.members)) == ("renamed", 3)


def test_what_is_inside_of_copies_is_not_told_again(tmp_path: Path) -> None:
    outer = (
        "def make(rate):\n    step = rate or 1\n"
        + "".join(f"    {line}\n" for line in TOTAL.splitlines())
        + "    return total\n"
    )
    assert names(found(tmp_path, {"a.py": outer, "b.py": outer})) == [("exact", ["a.py:make", "b.py:make"])]


@pytest.mark.parametrize(
    "other",
    [
        "tests/test_a.py", "vendor/a.py", "examples/a.py", "migrations/0002_more.py", "templates/a.py", "third_party/a.py",
    ],
)  # fmt: skip
def test_copies_in_places_that_repeat_by_rule_are_none(tmp_path: Path, other: str) -> None:
    assert found(tmp_path, {"a.py": TOTAL, other: TOTAL}) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("io_linux.py", "io_windows.py"),
        ("v1/api.py", "v2/api.py"),
        ("client/wire.py", "server/wire.py"),
        ("api_2019_01.py", "api_2020_07.py"),
    ],
)
def test_variants_for_a_platform_or_a_version_stay_apart(tmp_path: Path, one: str, other: str) -> None:
    assert found(tmp_path, {one: TOTAL, other: TOTAL}) == []
    assert len(found(tmp_path / "more", {one: TOTAL, f"lib/{other}": TOTAL})) == 1


def test_what_stands_beside_its_older_version_stays_apart(tmp_path: Path) -> None:
    assert found(tmp_path, {"client/sum.py": TOTAL, "client_v2/sum.py": TOTAL}) == []


def test_overloads_are_no_copies(tmp_path: Path) -> None:
    clamp = (
        "  static {0} clamp({0} a, {0} low, {0} high) {{\n    if (a < low) return low;\n    return a > high ? high : a;\n  }}\n"
    )
    text = f"class A {{\n{clamp.format('int')}{clamp.format('double')}}}\n"
    assert found(tmp_path, {"A.java": text}) == []
    two = f"class A {{\n{clamp.format('int')}{clamp.format('int').replace('clamp', 'bound')}}}\n"
    assert len(found(tmp_path / "two", {"A.java": two})) == 1


def test_what_was_compiled_stands_beside_its_source(tmp_path: Path) -> None:
    plain = (
        "export function total(lines, rate) {\n  let sum = 0;\n  for (const line of lines) {\n    if (line.paid) continue;\n"
    )
    plain += "    sum += line.price * rate;\n  }\n  return Math.round(sum);\n}\n"
    assert found(tmp_path, {"a.ts": plain, "a.js": plain}) == []
    assert len(found(tmp_path / "two", {"a.ts": plain, "b.js": plain})) == 1


def test_generated_files_are_not_compared(tmp_path: Path) -> None:
    assert found(tmp_path, {"a.py": TOTAL, "b.py": f"# Code generated by tool. DO NOT EDIT.\n{TOTAL}"}) == []


@pytest.mark.parametrize("text", [ACCESSOR.replace("isinstance(other, {name})", "is_like(other)"), HOOK, STRAIGHT])
def test_idiom_is_no_copy(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, {"a.py": text.format(name="A"), "b.py": text.format(name="B")}) == []


def test_handlers_that_are_registered_under_different_things_stay_apart(tmp_path: Path) -> None:
    routed = "from web import app\n\n\n@app.get('/{0}')\n" + TOTAL
    assert found(tmp_path / "routes", {"a.py": routed.format("a"), "b.py": routed.format("b")}) == []
    assert len(found(tmp_path / "same", {"a.py": routed.format("a"), "b.py": routed.format("a")})) == 1


def test_a_private_method_answers_no_framework(tmp_path: Path) -> None:
    text = HOOK.replace("on_stop", "_let_go")
    assert len(found(tmp_path, {"a.py": text.format(name="A"), "b.py": text.format(name="B")})) == 1


@pytest.mark.parametrize("language", COPIES)
def test_every_language_that_has_functions_finds_its_copies(tmp_path: Path, language: str) -> None:
    one, other, first, second = COPIES[language]
    assert len(found(tmp_path, {one: first, other: second})) == 1
