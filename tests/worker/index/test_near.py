"""Edited copies are found by what differs: what leaves the job as it is does, what makes it another job does not."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.worker.index.copies import COPIES
from worker.index.clones import clones
from worker.index.code import Code, Codes
from worker.index.differences import Change, likeness
from worker.index.near import Near, near
from worker.source.read import read

OPEN = """import json

LIMIT = compute()

def open_total(path, rate):
    text = path.read_text(encoding="utf-8")
    lines = json.loads(text)
    if not isinstance(lines, list):
        raise ValueError(f"{path}: a list is expected")
    amount = 0
    for line in lines[:LIMIT]:
        if line["paid"]:
            continue
        amount += line["price"] * rate
    return round(amount, 2)
"""
OTHER = OPEN.replace("open_total", "sum_of").replace("lines", "rows").replace("line", "row").replace("amount", "found")


def found(root: Path, files: dict[str, str]) -> list[Near]:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    source = read(root, files)
    return near(source, Codes(source), [group.members for group in clones(source)])


def changes(pairs: list[Near]) -> list[set[Change]]:
    return [{one.change for one in pair.likeness.differences} for pair in pairs]


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ('a list is expected"', 'no list"', Change.TEXT),
        ("    found = 0\n", '    found = 0\n    log.info("%s", path)\n', Change.LOG),
        ("    text = ", "    if path is None:\n        return 0\n    text = ", Change.GUARD),
        ('if row["paid"]:', 'if row["paid"] or row["void"]:', Change.CONDITION),
        ("    rows = json", "    text = text.strip()\n    rows = json", Change.STEP),
        ("LIMIT", "MOST", Change.CONSTANT),
        ("rate):", "rate, digits):", None),
        ("(path, rate):", "(path: Path, rate: float = 1.0) -> float:", None),
    ],
)
def test_what_leaves_the_job_as_it_is(tmp_path: Path, old: str, new: str, change: Change | None) -> None:
    assert old in OTHER
    pairs = found(tmp_path, {"a.py": OPEN, "b.py": OTHER.replace(old, new)})
    if change is None:
        # What only the signature has makes no difference to the body.
        assert changes(pairs) in ([], [set()])
    else:
        assert changes(pairs) == [{change}]


def test_a_value_may_become_a_parameter(tmp_path: Path) -> None:
    other = OTHER.replace("(path, rate)", "(path, rate, digits)").replace("round(found, 2)", "round(found, digits)")
    assert changes(found(tmp_path, {"a.py": OPEN, "b.py": other})) == [{Change.PARAMETER}]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("+=", "-="),
        ("* rate", "/ rate"),
        ('row["price"]', 'row["cost"]'),
        ("round(found, 2)", "round(found, 3)"),
        ("round(found, 2)", "int(found, 2)"),
        ('if row["paid"]', 'if not row["paid"]'),
        ("            continue", "            break"),
        ("read_text", "read_bytes"),
        ("return round(found, 2)", "return round(rate, 2)"),
        ("* rate", "* found"),
        ("list)", "dict)"),
        ('"utf-8"', '"latin-1"'),
    ],
)  # fmt: skip
def test_what_makes_it_another_job(tmp_path: Path, old: str, new: str) -> None:
    assert old in OTHER
    assert found(tmp_path, {"a.py": OPEN, "b.py": OTHER.replace(old, new)}) == []


def test_each_with_steps_of_its_own_are_two_jobs(tmp_path: Path) -> None:
    one = OPEN.replace("    lines = json", "    text = text.strip()\n    lines = json")
    other = OTHER.replace("    return round", "    audit(found)\n    return round")
    assert found(tmp_path, {"a.py": one, "b.py": other}) == []


def test_what_stands_around_more_is_another_job(tmp_path: Path) -> None:
    other = OTHER.replace("        found += ", "        if rate:\n            found += ")
    assert found(tmp_path, {"a.py": OPEN, "b.py": other}) == []


def test_whoever_writes_two_into_one_file_wants_both(tmp_path: Path) -> None:
    extended = OTHER.replace("    text = ", "    if path is None:\n        return 0\n    text = ").partition("\n\ndef")[2]
    assert found(tmp_path / "guard", {"a.py": f"{OPEN}\n\ndef{extended}"}) == []
    logged = OTHER.replace("    found = 0\n", '    found = 0\n    log.info("%s", path)\n').partition("\n\ndef")[2]
    assert changes(found(tmp_path / "log", {"a.py": f"{OPEN}\n\ndef{logged}"})) == [{Change.LOG}]


def test_a_helper_of_the_same_name_must_be_the_same(tmp_path: Path) -> None:
    one = OPEN.replace("round(", "rounded(") + "\n\ndef rounded(a, b):\n    return a // b\n"
    other = OTHER.replace("round(", "rounded(").replace("text = ", 'log.info("go")\n    text = ')
    same = other + "\n\ndef rounded(c, d):\n    return c // d\n"
    assert changes(found(tmp_path / "same", {"a.py": one, "b.py": other})) == [{Change.LOG}]
    assert found(tmp_path / "other", {"a.py": one, "b.py": same.replace("//", "*")}) == []


def test_a_copied_helper_of_another_name_is_the_same_call(tmp_path: Path) -> None:
    helper = "\n\ndef {}(a, b):\n    c = a // b\n    for d in (a, b):\n        c += d * a - b\n    return c\n"
    one = OPEN.replace("round(", "rounded(") + helper.format("rounded")
    other = OTHER.replace("round(", "cut(") + helper.format("cut")
    assert changes(found(tmp_path / "copy", {"a.py": one, "b.py": other})) == [{Change.CALL}]
    assert found(tmp_path / "other", {"a.py": one, "b.py": other.replace("+=", "-=")}) == []


QUEUE = """class Jobs:
    def take(self, now):
        self.jobs = [job for job in self.jobs if now - job < self.span]
        if len(self.jobs) >= self.most:
            return False
        self.jobs.append(now)
        self.last = max(self.last, now)
        return True
"""
MAILS = QUEUE.replace("class Jobs", "class Mails").replace("take", "admit").replace("self.jobs", "self.mails")


def test_other_fields_throughout_are_of_another_class(tmp_path: Path) -> None:
    renamed = MAILS.replace("self.span", "self.window").replace("self.most", "self.limit")
    assert changes(found(tmp_path / "throughout", {"a.py": QUEUE, "b.py": renamed})) == [{Change.FIELDS}]
    once = MAILS.replace("self.mails.append", "self.seen.append")
    assert found(tmp_path / "once", {"a.py": QUEUE, "b.py": once}) == []


def test_another_field_of_the_same_type_is_another_thing(tmp_path: Path) -> None:
    one = OPEN.replace('line["price"]', "line.price").replace('line["paid"]', "line.paid")
    other = one.replace("open_total", "sum_of").replace("line.price", "line.cost")
    assert found(tmp_path, {"a.py": one, "b.py": other}) == []


def test_a_method_that_both_call_on_themselves_must_be_the_same(tmp_path: Path) -> None:
    log = "        self.last = self"
    told = '        log.info("taken")\n        self.last = self'
    one = (
        QUEUE.replace("max(self.last, now)", "self.least(now)") + "    def least(self, a):\n        return min(a, self.last)\n"
    )
    other = one.replace("Jobs", "Mails").replace("take", "admit").replace(log, told)
    assert changes(found(tmp_path / "same", {"a.py": one, "b.py": other})) == [{Change.LOG}]
    assert found(tmp_path / "other", {"a.py": one, "b.py": other.replace("min(", "max(")}) == []


def test_what_a_base_asks_for_may_be_answered_in_two_ways(tmp_path: Path) -> None:
    guarded = QUEUE.replace("Jobs", "Mails").replace(
        "take(self, now):\n", "take(self, now):\n        if not now:\n            return False\n"
    )
    long = "".join(f"        self.log(now, {n}, self.span + {n})\n" for n in range(6))
    files = {name: text.replace("        return True\n", f"{long}        return True\n") for name, text in
             (("a.py", QUEUE), ("b.py", guarded))}  # fmt: skip
    assert found(tmp_path / "public", files) == []
    private = {name: text.replace("take", "_take") for name, text in files.items()}
    assert changes(found(tmp_path / "private", private)) == [{Change.GUARD}]


def test_an_override_says_what_is_different_on_purpose(tmp_path: Path) -> None:
    other = MAILS.replace("class Mails", "class Mails(Jobs)").replace("admit", "take").replace("self.mails", "self.jobs")
    logged = other.replace("        return True", '        log.info("taken")\n        return True')
    long = "".join(f"        self.log(now, {n}, self.span + {n})\n" for n in range(6))
    files = {name: text.replace("        self.last", f"{long}        self.last") for name, text in
             (("a.py", QUEUE), ("b.py", logged))}  # fmt: skip
    assert found(tmp_path / "override", files) == []
    files["b.py"] = files["b.py"].replace("(Jobs)", "")
    assert changes(found(tmp_path / "apart", files)) == [{Change.LOG}]


def test_a_package_of_go_may_be_named_or_not(tmp_path: Path) -> None:
    one = """package web

import "net/http"

func Decode(r *http.Request, into any) error {
	decoder := json.NewDecoder(r.Body)
	if err := decoder.Decode(into); err != nil {
		return &StatusError{Status: 400, Reason: err.Error()}
	}
	if decoder.More() {
		return &StatusError{Status: 400, Reason: "more"}
	}
	return nil
}
"""
    other = one.replace("package web", "package hooks").replace('import "net/http"', 'import "x.org/app/internal/web"')
    other = other.replace("Decode(r", "Parse(r").replace("&StatusError", "&web.StatusError").replace('"more"', '"no"')
    other = other.replace("	decoder := json", '	slog.Info("parse", "body", r)\n	decoder := json')
    files = {"app/internal/web/a.go": one, "app/internal/hooks/b.go": other, "go.mod": "module x.org/app\n"}
    files["app/internal/web/b.go"] = "package web\n\ntype StatusError struct {\n\tStatus int\n\tReason string\n}\n"
    assert Change.LOG in changes(found(tmp_path, files))[0]


def test_what_is_told_already_is_compared_once(tmp_path: Path) -> None:
    logged = OTHER.replace("    found = 0\n", '    found = 0\n    log.info("%s", path)\n')
    pairs = found(tmp_path, {"a.py": OPEN, "b.py": OPEN, "c.py": logged})
    assert [(pair.one.file.file, pair.other.file.file) for pair in pairs] == [("a.py", "c.py")]


def test_inner_functions_are_told_with_those_around_them(tmp_path: Path) -> None:
    inner = OPEN.partition("\n\ndef")[2].replace("\n", "\n    ")
    one = f"def outer(rate):\n    def{inner}\n    return open_total\n"
    other = (
        one.replace("outer", "maker")
        .replace("amount", "found")
        .replace("        raise", '        log.info("no")\n            raise')
    )
    assert [pair.one.symbol.qualname for pair in found(tmp_path, {"a.py": one, "b.py": other})] == ["outer"]


@pytest.mark.parametrize("folder", ["upgrades", "playground", "migrations", "examples"])
def test_copies_that_have_to_stay_are_left_out(tmp_path: Path, folder: str) -> None:
    logged = OTHER.replace("    found = 0\n", '    found = 0\n    log.info("%s", path)\n')
    assert found(tmp_path, {"a.py": OPEN, f"{folder}/b.py": logged}) == []


def test_what_an_event_is_answered_with_has_to_be_large(tmp_path: Path) -> None:
    one = """class A {
  void {} (object sender, DragEventArgs e) {
    if (e.Data.GetDataPresent(DataFormats.FileDrop, false) || e.Data.GetDataPresent(DataFormats.Bitmap, false)) {
      e.Effect = DragDropEffects.Copy;
    } else {
      e.Effect = DragDropEffects.None;
    }
    Log("drag", sender, 1);
  }
}
"""
    other = one.replace("class A", "class B").replace('    Log("', '    log.Info("dragged", sender);\n    Log("')
    handlers = {"A.cs": one.replace("{}", "Form_DragEnter"), "B.cs": other.replace("{}", "Bar_DragEnter")}
    assert found(tmp_path / "handlers", handlers) == []
    helpers = {"A.cs": one.replace("{}", "Offer"), "B.cs": other.replace("{}", "Show")}
    assert changes(found(tmp_path / "helpers", helpers)) == [{Change.LOG}]


def test_asynchronous_and_not_are_two(tmp_path: Path) -> None:
    logged = OTHER.replace("    found = 0\n", '    found = 0\n    log.info("%s", path)\n').replace("def sum", "async def sum")
    assert found(tmp_path, {"a.py": OPEN, "b.py": logged}) == []


def test_a_table_of_other_constants_is_another_table(tmp_path: Path) -> None:
    many = "".join(f"    if rate == {n}:\n        return FIRST_{n}\n" for n in range(6))
    one = "".join(f"FIRST_{n} = compute({n})\n" for n in range(6)) + f"def first(rate):\n{many}    return None\n"
    assert found(tmp_path, {"a.py": one, "b.py": one.replace("FIRST", "SECOND").replace("first", "second")}) == []


def test_what_many_have_in_common_says_nothing(tmp_path: Path) -> None:
    files = {
        f"f{n}.py": OPEN.replace("    amount = 0\n", f'    amount = 0\n    log.info("%s", path, {n})\n') for n in range(26)
    }
    assert found(tmp_path, files) == []


@settings(max_examples=25, deadline=None)
@given(names=st.lists(st.sampled_from("abcdefghkmnp"), min_size=4, max_size=4, unique=True))
def test_it_is_as_like_as_it_is_whichever_comes_first(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    root = tmp_path_factory.mktemp("near")
    other = OTHER
    for old, new in zip(("rows", "found", "rate", "row"), names, strict=True):
        other = other.replace(f" {old}", f" {new}1").replace(f"({old}", f"({new}1")
    other = other.replace("    text = ", "    if path is None:\n        return 0\n    text = ")
    (root / "a.py").write_text(OPEN)
    (root / "b.py").write_text(other)
    source = read(root, ["a.py", "b.py"])
    codes = Codes(source)
    one, second = (code_of(codes, file, source.files[file].bodies[0].symbol) for file in ("a.py", "b.py"))
    there, back = likeness(codes, one, second), likeness(codes, second, one)
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        assert (there.score, there.common) == (back.score, back.common)
        assert [(each.change, each.other, each.one) for each in back.differences] == [
            (each.change, each.one, each.other) for each in there.differences
        ]


def code_of(codes: Codes, file: str, name: str) -> Code:
    line = next(
        number for number, text in enumerate((OPEN if file == "a.py" else OTHER).splitlines(), 1) if f"def {name}" in text
    )
    code = codes.of(file, name, line)
    assert code is not None
    return code


def test_one_that_does_much_more_is_another_job(tmp_path: Path) -> None:
    more = "".join(f"    found = found + rows[{n}] * rate\n" for n in range(5))
    assert found(tmp_path, {"a.py": OPEN, "b.py": OTHER.replace("    return round", f"{more}    return round")}) == []


@pytest.mark.parametrize(
    ("language", "anchor", "log"),
    [
        ("typescript", "  let found = 0;\n", '  log.info("sum", rows);\n'),
        ("go", "    found := 0\n", '    slog.Info("sum", "rows", rows)\n'),
        ("java", "    int found = 0;\n", '    LOG.info("sum", rows);\n'),
        ("csharp", "    int found = 0;\n", '    logger.Info("sum", rows);\n'),
        ("rust", "    let mut found = 0;\n", '    tracing::info!("sum", rows);\n'),
    ],
)
def test_every_language_finds_its_edited_copies(tmp_path: Path, language: str, anchor: str, log: str) -> None:
    one, other, text, copy = COPIES[language]
    text, copy = (re.sub(r".* \+= .*\n", lambda line: line[0] * 4, each) for each in (text, copy))
    assert anchor in copy
    assert changes(found(tmp_path, {one: text, other: copy.replace(anchor, anchor + log)})) == [{Change.LOG}]


ROW = """export const {name} = ({{ rows, rate, open }}: Props) => {{
  const amount = rows.filter((row) => row.paid && row.price > rate).reduce((sum, row) => sum + row.price, 0);
  if (amount === 0) {{
    return null;
  }}
  return (
    <section className="total" aria-label="total">
      <{element} rate={{rate}} open={{open}} />
      <strong>{{amount}}</strong>
    </section>
  );
}};
"""


def test_another_element_is_another_view(tmp_path: Path) -> None:
    parts = "export class Menu {}\nexport class List {}\n"
    views = {"a.tsx": ROW.format(name="A", element="Menu"), "parts.ts": parts}
    logged = ROW.format(name="B", element="Menu").replace("  if (am", '  console.log("view", rows);\n  if (am')
    assert changes(found(tmp_path / "same", views | {"b.tsx": logged})) == [{Change.LOG}]
    assert found(tmp_path / "other", views | {"b.tsx": ROW.format(name="B", element="List")}) == []


def test_what_is_made_of_another_type_has_to_be_large(tmp_path: Path) -> None:
    def text(name: str, kind: str, lines: int) -> str:
        steps = "".join(f"	if rate > {n} {{\n		made.Amount += rate\n	}}\n" for n in range(lines))
        body = f"	made := {kind}{{Rate: rate}}\n{steps}	made.Open = made.Amount > 0\n	return made\n"
        return f"package a\n\nfunc {name}(rate int) any {{\n{body}}}\n"

    types = {"types.go": "package a\n\ntype Bill struct{ Rate int }\n\ntype Order struct{ Rate int }\n"}
    small = {"a.go": text("Make", "Bill", 3), "b.go": text("Build", "Order", 3)}
    assert found(tmp_path / "small", types | small) == []
    large = {"a.go": text("Make", "Bill", 8), "b.go": text("Build", "Order", 8)}
    assert changes(found(tmp_path / "large", types | large)) == [{Change.TYPES}]


def test_what_the_language_asks_for_by_name_has_to_be_large(tmp_path: Path) -> None:
    one = OPEN.replace("open_total", "__getattr__")
    other = OTHER.replace("sum_of", "__getattr__").replace("    found = 0\n", '    found = 0\n    log.info("%s", path)\n')
    assert found(tmp_path, {"a.py": one, "b.py": other}) == []


def test_two_types_that_answer_one_trait_are_two(tmp_path: Path) -> None:
    arms = "\n".join(f"            Url::V{n}(loc) if loc.len() > {n} => Self::V{n}(loc.into(), {n})," for n in range(9))

    def impl(name: str, value: str) -> str:
        head = f"pub struct {name};\n\nimpl From<Url<'_>> for {name} {{\n    fn from({value}: Url<'_>) -> Self {{\n"
        return f"{head}        match {value} {{\n{arms}\n            _ => Self::None,\n        }}\n    }}\n}}\n"

    files = {"src/a.rs": impl("Buf", "url"), "src/b.rs": impl("Cow", "given").replace("Url<'_>", "Url<'static>")}
    assert found(tmp_path, {"Cargo.toml": '[package]\nname = "a"\n', **files}) == []


def test_of_syntax_that_is_not_understood_nothing_is_said(tmp_path: Path) -> None:
    files = {"a.py": OPEN, "b.py": OTHER.replace("LIMIT", "MOST")}
    assert len(found(tmp_path, files)) == 1
    files["b.py"] = files["b.py"].replace("found = 0", "found = = 0")
    assert found(tmp_path, files) == []
