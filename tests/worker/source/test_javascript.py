"""What is read out of JavaScript and TypeScript files."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worker.source.facts import DynamicForm, FileFacts, ImportForm, Language, ReferenceForm, SymbolKind
from worker.source.javascript import read_file


def ts(text: str, path: str = "src/a.ts", language: Language = Language.TYPESCRIPT) -> FileFacts:
    return read_file(path, text.encode(), language)


def js(text: str) -> FileFacts:
    return ts(text, "src/a.js", Language.JAVASCRIPT)


def tsx(text: str) -> FileFacts:
    return ts(text, "src/a.tsx", Language.TSX)


def names(facts: FileFacts, scope: str | None = None) -> set[str]:
    return {one.name for one in facts.references if one.form is ReferenceForm.NAME and (scope is None or one.scope == scope)}


def test_every_kind_of_declaration_is_a_symbol() -> None:
    facts = ts(
        "function f() {}\nfunction* g() {}\nconst a = () => 1, b = function () {}, c = 1;\nlet v = 2;\n"
        "class K<T> extends Base<T> implements I { m() {} get x() { return 1 } static s() {} #p() {} f = () => 1; n = 1 }\n"
        "abstract class A { abstract z(): void }\ninterface I {}\ntype T = 1;\nenum E { X }\n"
        "namespace N { function inner() {} }\n"
        "declare function d(): void;\nconst { q, r: [w] } = c;\n"
    )
    kinds = {symbol.qualname: symbol.kind for symbol in facts.symbols}
    assert kinds == {
        **dict.fromkeys(["f", "g", "a", "b", "d"], SymbolKind.FUNCTION),
        **dict.fromkeys(["c", "q", "w"], SymbolKind.CONSTANT),
        **dict.fromkeys(["K.m", "K.x", "K.s", "K.#p", "K.f", "A.z"], SymbolKind.METHOD),
        **dict.fromkeys(["I", "T"], SymbolKind.TYPE),
        **dict.fromkeys(["v", "N"], SymbolKind.VARIABLE),
        **dict.fromkeys(["K", "A"], SymbolKind.CLASS),
        "E": SymbolKind.ENUM,
    }
    assert next(symbol for symbol in facts.symbols if symbol.name == "K").bases == ("Base", "I")


def test_a_symbol_spans_its_decorators_its_export_and_its_overloads() -> None:
    facts = ts(
        "/** Says hello. */\nexport function hello(a: string): void;\nexport function hello(a: number): void;\n"
        "export function hello(a: unknown) {\n}\n\n@dec({})\nexport class K {\n  @on('x')\n  m() {}\n}\n"
    )
    hello, k, m = facts.symbols
    assert (hello.line_start, hello.line_end, hello.name_line) == (2, 5, 4)
    assert hello.docstring == "/** Says hello. */"
    assert (k.line_start, k.line_end, k.decorators) == (7, 11, ("dec({})",))
    assert (m.line_start, m.line_end, m.decorators) == (9, 10, ("on('x')",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("export function f() {}", {("f", "f")}),
        ("export const a = 1, { b, c: [d] } = a;", {("a", "a"), ("b", "b"), ("d", "d")}),
        ("const x = 1; export { x, x as y };", {("x", "x"), ("y", "x")}),
        ("const x = 1; export default x;", {("default", "x")}),
        ("const x = 1; export default x as Y;", {("default", "x")}),
        ("export default class K {}", {("default", "K")}),
        ("export default () => 1;", {("default", "default")}),
        ("export default { a: 1 };", {("default", "default")}),
        ("const x = 1; export = x;", {("=", "x")}),
        ("export type { T }; type T = 1;", {("T", "T")}),
        ("module.exports = x;", {("=", "x")}),
        ("module.exports = { a, b: c, d: 1 };", {("a", "a"), ("b", "c")}),
        ("exports.a = b; module.exports.c = function () {};", {("a", "b"), ("c", "c")}),
    ],
)
def test_exports_in_every_form(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(export.name, export.local) for export in ts(text).exports} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('import d, { a as b, type T } from "m";', [("default", "default", "d"), ("named", "a", "b"), ("named", "T", "T")]),
        ('import * as ns from "m";', [("namespace", None, "ns")]),
        ('import { default as x } from "m";', [("default", "default", "x")]),
        ('import "m";', [("side_effect", None, None)]),
        ('import z = require("m");', [("namespace", None, "z")]),
        ('const r = require("m");', [("namespace", None, "r")]),
        ('const { a, b: c } = require("m");', [("named", "a", "a"), ("named", "b", "c")]),
        ('require("m");', [("side_effect", None, None)]),
        ('run(require("m"));', [("dynamic", None, None)]),
        ('const { a } = await import("m");', [("named", "a", "a")]),
        ('const load = () => import("m");', [("dynamic", None, None)]),
        ('export * from "m";', [("reexport_star", None, None)]),
        ('export { a as b } from "m";', [("reexport", "a", None)]),
        ('vi.mock("m");', [("side_effect", None, None)]),
        ('/// <reference path="m" />', [("side_effect", None, None)]),
    ],
)
def test_imports_in_every_form(text: str, expected: list[tuple[str, str | None, str | None]]) -> None:
    facts = ts(text)
    assert [(one.form, one.imported, one.local) for one in facts.imports] == expected
    assert {one.module for one in facts.imports} == {"m"}


def test_type_only_imports_are_marked() -> None:
    facts = ts('import type { A } from "m";\nimport { type B, c } from "m";\n')
    assert [one.type_only for one in facts.imports] == [True, True, False]


@pytest.mark.parametrize(
    "text",
    [
        'require("m").x;',
        '(await import("m")).x;',
        'import("m").then((mod) => mod.x);',
        'lazy(() => import("m").then(mod => ({ default: mod.x })));',
        'let v: typeof import("m").x;',
    ],
)
def test_a_name_picked_from_a_module_on_the_spot_is_imported_and_used(text: str) -> None:
    facts = ts(text)
    picked = next(one for one in facts.imports if one.form is ImportForm.NAMED)
    assert (picked.module, picked.imported) == ("m", "x")
    assert picked.local in names(facts)


def test_an_import_inside_a_function_has_a_name_that_nothing_else_has() -> None:
    facts = js('function f() { const { a } = require("m"); a(); }\nfunction a() {}\n')
    (wanted,) = facts.imports
    assert wanted.scope == "f"
    assert wanted.local != "a"
    assert names(facts, "f") == {wanted.local}


def test_paths_with_holes_become_patterns_and_computed_ones_are_unseen() -> None:
    facts = ts('import(`./pages/${name}.ts`); import.meta.glob(["./a/*.ts", "!./a/b.ts"]); import(path); eval(code);')
    assert [one.module for one in facts.imports if one.form is ImportForm.DYNAMIC][:2] == ["./pages/*.ts", "./a/*.ts"]
    forms = {one.form for one in facts.dynamic}
    assert {DynamicForm.MODULE, DynamicForm.SCOPE} <= forms


def test_locals_hide_outer_names_but_only_where_they_live() -> None:
    facts = ts(
        'import { user, item, key, err, late } from "m";\n'
        "function f(user: user) { return user }\n"
        "function g() { for (const item of list) { item } try {} catch (err) { err } { const key = 1; key } return key }\n"
        "function h() { late(); var late = 1 }\n"
    )
    assert names(facts, "f") == {"user"}  # the type, not the parameter
    assert names(facts, "g") == {"list", "key"}
    assert "late" not in names(facts, "h")


def test_labels_property_keys_and_members_are_no_names() -> None:
    facts = js(
        "const o = { key: value, short, method() {} };\nloop: for (;;) { break loop }\no.member;\nclass K { field = 1 }\n"
    )
    assert names(facts) == {"value", "short", "o"}
    assert ("member", "o") in {(one.name, one.receiver) for one in facts.references}


def test_jsx_tags_are_names_and_intrinsic_ones_are_not() -> None:
    facts = tsx("const x = <Foo a={b} {...rest}><div/><ns.Bar/><T.U.V>{c}</T.U.V></Foo>;\n")
    assert names(facts) == {"Foo", "b", "rest", "ns", "T", "c"}
    assert {("Bar", "ns"), ("V", "T.U")} <= {(one.name, one.receiver) for one in facts.references}


def test_types_decorators_and_templates_are_read() -> None:
    facts = ts("type A = B<typeof c> | D.E;\n@deco class K {}\nconst t = `a${u}b`;\nlet s = v satisfies W;\nenum X { P = z }\n")
    assert {"B", "c", "D", "deco", "u", "v", "W", "z"} <= names(facts)


def test_code_that_runs_on_load_belongs_to_the_file() -> None:
    facts = js("const store = create(options);\nconst lazy = () => build();\nconst table = { row };\n")
    assert names(facts, "") == {"create", "options"}
    assert names(facts, "lazy") == {"build"}
    assert names(facts, "table") == {"row"}


def test_strings_mention_names_and_paths() -> None:
    facts = js('call("onSave"); new Worker("./worker.js"); el.innerHTML = "<a onclick=\'remove(1)\'>"; obj["pick"];')
    strings = {one.name for one in facts.references if one.form is ReferenceForm.STRING}
    assert {"onSave", "remove"} <= strings
    assert ("./worker.js", ImportForm.DYNAMIC) in {(one.module, one.form) for one in facts.imports}
    assert ("pick", "obj") in {(one.name, one.receiver) for one in facts.references}


def test_destructuring_uses_members_of_what_is_taken_apart() -> None:
    facts = ts('import * as ns from "m";\nconst { a, b: { c } } = ns;\nfunction f({ d }) {}\nconst { ...all } = ns;\n')
    attributes = {(one.name, one.receiver) for one in facts.references if one.form is ReferenceForm.ATTRIBUTE}
    assert {("a", "ns"), ("b", "ns"), ("c", "ns.b"), ("d", None)} <= attributes
    passed_on = [one.line for one in facts.references if one.name == "ns" and not one.as_receiver]
    assert passed_on == [4]


def test_computed_members_of_modules_classes_and_this_are_unseen() -> None:
    facts = ts('import * as ns from "m";\nns[`on${x}`];\nclass K { m(k) { this[k]() } }\nconst data = {}; data[x]; list[0];\n')
    found = [(one.receiver, one.prefix) for one in facts.dynamic if one.form is DynamicForm.MEMBER]
    assert found == [("ns", "on"), ("this", "")]


def test_a_script_shares_its_names_with_the_page() -> None:
    assert any(one.form is DynamicForm.SCOPE for one in js("function save() {}").dynamic)
    assert not js("function save() {}\nexport {};\nimport 'x';").dynamic


def test_flow_types_are_read_with_the_typescript_grammar() -> None:
    facts = js("// @flow\nexport function f(a: number): string { return g(a) }\n")
    assert facts.parse_errors == 0
    assert names(facts, "f") == {"g"}


def test_broken_syntax_mentions_every_word_in_it() -> None:
    facts = ts("const a = 1;\nfunction ( { helper ] ;\n")
    assert facts.parse_errors > 0
    assert "helper" in {one.name for one in facts.references}


def test_the_body_hash_is_blind_to_layout_and_comments() -> None:
    one = ts("function f() { return 1 }").symbols[0]
    other = ts("function f( ) {\n  // why\n  return 1\n}").symbols[0]
    assert one.body_hash == other.body_hash
    assert one.body_hash != ts("function f() { return 2 }").symbols[0].body_hash


def test_comment_lines_hold_nothing_but_comments() -> None:
    assert ts("// a\nconst x = 1; // b\n/* c\n d */\n").comment_lines == {1, 3, 4}


_PIECES = st.sampled_from(
    [
        "export ",
        "import ",
        "{",
        "}",
        "(",
        ")",
        "=>",
        "class ",
        "x",
        " as ",
        "from ",
        '"m"',
        "`${",
        ";",
        "\n",
        "<a/>",
        "@",
        "function ",
        "=",
    ]
)


_LANGUAGES = [Language.JAVASCRIPT, Language.TYPESCRIPT, Language.TSX]


@given(
    st.lists(_PIECES, max_size=30).map("".join) | st.text(string.printable, max_size=60),
    st.sampled_from(_LANGUAGES),
)
def test_any_text_gives_facts(text: str, language: Language) -> None:
    facts = ts(text, "a.ts", language)
    for symbol in facts.symbols:
        assert 1 <= symbol.line_start <= symbol.name_line <= symbol.line_end
    for reference in facts.references:
        assert reference.line >= 1
