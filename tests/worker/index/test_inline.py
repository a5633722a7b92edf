"""A helper that is written out inside of a larger function is found: all of it, and nothing that only looks so."""

from pathlib import Path

import pytest

from worker.index.clones import clones
from worker.index.code import Codes
from worker.index.inline import Inline, inlines
from worker.source.read import read

HELPER = """def nearest(bins, x, y, litres):
    best = None
    gap = 0
    for place in bins:
        if place.litres - place.used < litres:
            continue
        distance = abs(place.x - x) + abs(place.y - y)
        if best is None or distance < gap:
            best = place
            gap = distance
    return best
"""
WITHIN = """def plan(boxes, bins, dock):
    moves = []
    for box in boxes:
        known = [one for one in bins if one.open]
        found = None
        fewest = 0
        for one in known:
            if one.litres - one.used < box.litres:
                continue
            steps = abs(one.x - dock.x) + abs(one.y - dock.y)
            if found is None or steps < fewest:
                found = one
                fewest = steps
        moves.append((box, found))
    return moves
"""


def held(root: Path, files: dict[str, str]) -> list[Inline]:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    source = read(root, files)
    return inlines(source, Codes(source), [group.members for group in clones(source)])


def told(found: list[Inline]) -> list[tuple[str, str, int, int]]:
    return [(one.helper.symbol.qualname, one.within.symbol.qualname, one.first, one.last) for one in found]


def test_a_helper_may_stand_under_other_names_and_with_expressions_for_its_parameters(tmp_path: Path) -> None:
    assert told(held(tmp_path, {"a.py": HELPER, "b.py": WITHIN})) == [("nearest", "plan", 5, 13)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("steps < fewest", "steps <= fewest"),
        ("one.y - dock.y", "one.x - dock.y"),
        ("fewest = 0", "fewest = 1"),
        ("                fewest = steps\n", ""),
        ("                fewest = steps\n", "                fewest = steps\n                box.seen = one\n"),
        ("found = one", "found = box"),
        ("        fewest = 0\n", "        fewest = 0\n        log(box)\n"),
        ("                continue\n", "                break\n"),
    ],
)
def test_what_is_not_all_of_it_or_something_else_is_no_copy(tmp_path: Path, old: str, new: str) -> None:
    assert old in WITHIN
    assert held(tmp_path, {"a.py": HELPER, "b.py": WITHIN.replace(old, new)}) == []


def test_what_it_returns_must_be_made_there(tmp_path: Path) -> None:
    helper = HELPER.replace("return best", "return best.code.strip()")
    assert held(tmp_path / "not", {"a.py": helper, "b.py": WITHIN}) == []
    made = WITHIN.replace("append((box, found))", "append((box, found.code.strip()))")
    later = made.replace("        moves.append", "        log(found)\n        moves.append")
    assert held(tmp_path / "later", {"a.py": helper, "b.py": later}) == []
    assert told(held(tmp_path / "made", {"a.py": helper, "b.py": made})) == [("nearest", "plan", 5, 14)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # It leaves in the middle: written out, it would leave the larger function.
        ("            continue\n", "            return None\n"),
        # It moves its parameter on: called, it would leave the variable as it was.
        ("            gap = distance\n", "            gap = distance\n            x += 1\n"),
        # It is shorter than what is written anew faster than it is found.
        (HELPER[HELPER.index("    for") : HELPER.index("    return")], "    gap += litres\n"),
    ],
)
def test_not_everything_is_a_helper(tmp_path: Path, old: str, new: str) -> None:
    helper = HELPER.replace(old, new)
    body = "".join(f"    {line}\n" for line in helper.splitlines()[1:-1])
    within = f"def plan(bins, x, y, litres):\n    if bins:\n{body}    print(best, x)\n"
    assert held(tmp_path, {"a.py": helper, "b.py": within}) == []


def test_a_function_that_does_no_more_is_no_holder(tmp_path: Path) -> None:
    other = HELPER.replace("nearest", "closest").replace("in bins:", "in reversed(bins):")
    assert held(tmp_path, {"a.py": HELPER, "b.py": other}) == []


def test_a_helper_that_speaks_of_its_own_object_is_found_in_its_class_alone(tmp_path: Path) -> None:
    own = HELPER.replace("(bins, ", "(self, ").replace("in bins", "in self.bins")
    other = WITHIN.replace("(boxes, bins, ", "(self, boxes, ").replace("in known", "in self.bins")
    method, holder = ("".join(f"    {line}\n" for line in text.splitlines()) for text in (own, other))
    assert told(held(tmp_path / "one", {"a.py": f"class A:\n{method}\n{holder}"})) == [("A.nearest", "A.plan", 18, 26)]
    assert held(tmp_path / "two", {"a.py": f"class A:\n{method}", "b.py": f"class B:\n{holder}"}) == []


GO = """package a

func names(rows []%s) string {
	var parts []string
	for _, row := range rows {
		if row.Name != "" {
			parts = append(parts, row.Name+" "+row.Type)
		} else {
			parts = append(parts, row.Type)
		}
	}
	return strings.Join(parts, ", ")
}

func list(all []Row) string {
	if len(all) == 0 {
		return ""
	}
	var parts []string
	for _, one := range all {
		if one.Name != "" {
			parts = append(parts, one.Name+" "+one.Type)
		} else {
			parts = append(parts, one.Type)
		}
	}
	return "(" + strings.Join(parts, ", ") + ")"
}
"""


def test_it_must_take_what_would_be_handed_on(tmp_path: Path) -> None:
    assert told(held(tmp_path / "same", {"a.go": GO.replace("%s", "Row")})) == [("names", "list", 19, 27)]
    assert held(tmp_path / "other", {"a.go": GO.replace("%s", "Column")}) == []


def test_of_two_copies_of_a_helper_one_is_named(tmp_path: Path) -> None:
    assert len(held(tmp_path, {"a.py": HELPER, "b.py": WITHIN, "c.py": HELPER.replace("best", "least")})) == 1


def test_an_inner_function_is_no_helper(tmp_path: Path) -> None:
    inner = "def make(bins):\n" + "".join(f"    {line}\n" for line in HELPER.splitlines()) + "    return nearest\n"
    assert held(tmp_path, {"a.py": inner, "b.py": WITHIN}) == []


@pytest.mark.parametrize("front", ["    @property\n    def", "    @subscribe(1)\n    def", "    def"])
def test_a_method_of_another_class_is_no_helper_unless_it_is_static(tmp_path: Path, front: str) -> None:
    body = HELPER.replace("def", "    def", 1).replace("\n", "\n    ").replace("    def", front, 1)
    assert held(tmp_path / "method", {"a.py": f"class A:\n{body}\n", "b.py": WITHIN}) == []
    static = body.replace(front, "    @staticmethod\n    def", 1)
    assert len(held(tmp_path / "static", {"a.py": f"class A:\n{static}\n", "b.py": WITHIN})) == 1


def test_what_somebody_else_asks_for_by_its_name_is_no_helper(tmp_path: Path) -> None:
    assert held(tmp_path, {"a.py": HELPER.replace("nearest", "load"), "b.py": WITHIN.replace("plan", "load")}) == []


TURN = """export const turn = (view) => {
  const place = view.state.doc.resolve(view.at());
  const change = view.state.tr.select(new Part(place, view.state.doc));
  if (change.docChanged || place.depth > 2) {
    view.dispatch(change);
  }
};
"""
PRESS = TURN.replace("turn = (view)", "press = (event, view)").replace("  const place", "  event.stop();\n  const place", 1)


def test_a_helper_that_returns_a_function_does_nothing_by_itself(tmp_path: Path) -> None:
    assert len(held(tmp_path / "plain", {"a.ts": TURN, "b.ts": PRESS})) == 1
    assert held(tmp_path / "curried", {"a.ts": TURN.replace("=> {", "=> () => {"), "b.ts": PRESS}) == []


def test_a_helper_in_whose_lines_the_other_lies_is_not_written_out_there(tmp_path: Path) -> None:
    body = "\n".join(f"    | {line}" if line else line for line in HELPER.splitlines()).replace("    | ", "        ")
    inner = body.partition("\n")[2]
    nested = f"def outer(bins, x, y, litres):\n    def nearest(bins, x, y, litres):\n{inner}\n\n    print(bins)\n"
    nested += "    moves = [nearest(bins, x, y, one) for one in range(litres)]\n    moves.sort()\n    return moves\n"
    assert held(tmp_path, {"a.py": nested}) == []
