"""What is read out of Rust files, and what is known of a repository's crates."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.graph.build import build
from worker.graph.rust_resolver import RustResolver
from worker.source.facts import DynamicForm, FileFacts, Import, ImportForm, ReferenceForm, SymbolKind
from worker.source.read import read
from worker.source.rust import RUST, read_file
from worker.source.rust_attributes import for_tests, reason, written

SAMPLES = sorted((Path(__file__).parents[2] / "samples" / "rust").rglob("*.rs"))


def rust(text: str, path: str = "src/a.rs") -> FileFacts:
    return read_file(path, text.encode(), RUST)


def uses(facts: FileFacts, form: ReferenceForm) -> set[tuple[str, str | None]]:
    return {(one.name, one.receiver) for one in facts.references if one.form is form}


def test_every_kind_of_item_is_a_symbol() -> None:
    facts = rust(
        "fn f() { fn g() {} }\nstruct S;\nunion U { a: u8 }\nenum E { A }\n"
        "trait T { fn m(&self); fn d(&self) {} const C: u8 = 1; }\n"
        "type A = S;\nconst K: u8 = 1;\nstatic V: u8 = 2;\nmacro_rules! m { () => {} }\nimpl S { const L: u8 = 1; fn n() {} }\n"
        'const _: u8 = 1;\nextern "C" { fn far(); }\nfn r#type() {}\nmod inner { fn h() {} }\n'
    )
    assert {one.qualname: one.kind for one in facts.symbols if not one.reopens} == {
        "f": SymbolKind.FUNCTION,
        "f.g": SymbolKind.FUNCTION,
        "S": SymbolKind.TYPE,
        "U": SymbolKind.TYPE,
        "E": SymbolKind.ENUM,
        "T": SymbolKind.TYPE,
        "T.m": SymbolKind.METHOD,
        "T.d": SymbolKind.METHOD,
        "A": SymbolKind.TYPE,
        "K": SymbolKind.CONSTANT,
        "V": SymbolKind.VARIABLE,
        "m": SymbolKind.MACRO,
        "S.L": SymbolKind.CONSTANT,
        "S.n": SymbolKind.METHOD,
        "type": SymbolKind.FUNCTION,
        "h": SymbolKind.FUNCTION,
    }


@pytest.mark.parametrize(
    ("block", "owner"),
    [
        ("impl Foo { fn m() {} }", "Foo"),
        ("impl<'a, T> Foo<'a, T> { fn m() {} }", "Foo"),
        ("impl m::Foo { fn m() {} }", "Foo"),
        ("impl Show for Foo { fn m() {} }", "Foo"),
        ("impl<'a> Show for &'a mut Foo { fn m() {} }", "Foo"),
        ("impl Show for Vec<Foo> { fn m() {} }", "Foo"),
        ("impl From<Foo> for String { fn m() {} }", "Foo"),
        ("impl Show for u8 { fn m() {} }", "Show"),
        ("impl<T: Other> Show for T { fn m() {} }", "Show"),
        ("impl Show for (u8, u8) { fn m() {} }", "Show"),
        ("impl dyn Show { fn m() {} }", "Show"),
    ],
)
def test_an_impl_block_belongs_to_its_type(block: str, owner: str) -> None:
    facts = rust(block)
    assert [one.qualname for one in facts.symbols] == [owner, f"{owner}.m"]
    assert facts.symbols[0].reopens


def test_an_impl_block_in_a_function_belongs_to_the_type_where_that_is_declared() -> None:
    facts = rust("struct Out;\nfn f() {\n  struct In;\n  impl In { fn a() {} }\n  impl Out { fn b() {} }\n}\n")
    assert {one.qualname for one in facts.symbols} == {"Out", "f", "f.In", "f.In.a", "Out.b"}


def test_visibility_docs_attributes_and_lines() -> None:
    facts = rust("/// One.\n/// Two.\n#[inline]\n#[must_use]\npub fn f() {\n}\npub(crate) fn g() {}\npub trait T { fn m(); }\n")
    f, g, *_ = facts.symbols
    assert (f.docstring, f.decorators, f.line_start, f.line_end, f.name_line) == ("One.\nTwo.", ("inline", "must_use"), 3, 6, 5)
    assert (f.exported, g.exported) == (True, False)
    assert [one.exported for one in facts.symbols if one.name == "m"] == [True]
    assert facts.comment_lines == {1, 2}


def test_use_trees_are_taken_apart() -> None:
    facts = rust("use a::{self, b::{C as D, e::*}, r#type};\nuse x as y;\nextern crate p as q;\n")
    found = {(one.form, one.module, one.imported, one.local) for one in facts.imports if one.module != "crate"}
    assert found == {
        (ImportForm.NAMESPACE, "a", None, "a"),
        (ImportForm.NAMED, "a.b", "C", "D"),
        (ImportForm.STAR, "a.b.e", None, None),
        (ImportForm.NAMED, "a", "type", "type"),
        (ImportForm.NAMESPACE, "x", None, "y"),
        (ImportForm.NAMESPACE, "p", None, "q"),
    }


def test_methods_fields_and_paths_are_told_apart() -> None:
    facts = rust(
        "fn f<P>(x: X) { x.field; x.call(); x.turbo::<u8>(); self.own(); self.a.b(); X::new(); crate::m::g(); super::h();\n"
        " std::mem::swap(); P::make(); <X as Y>::z(); Self::s(); m::X::t(); x . spaced (); X :: apart(); u8::parse(); }"
    )
    assert uses(facts, ReferenceForm.ATTRIBUTE) == {
        ("call", None),
        ("turbo", None),
        ("own", "self"),
        ("b", None),
        ("new", "X"),
        ("m", "crate"),
        ("g", "crate.m"),
        ("h", "crate"),
        ("make", None),
        ("z", None),
        ("s", "self"),
        ("X", "m"),
        ("t", "m.X"),
        ("spaced", None),
        ("apart", None),
        ("parse", None),
    }
    assert {"field", "swap", "mem", "a"} <= {name for _, name in facts.asides}


def test_arguments_of_well_known_macros_are_read_and_those_of_others_may_mean_anything() -> None:
    plain = rust('fn f() { println!("{x} {}", self.m(), y.field, /* a. */ z,\n // see.\n w, v.\n u(), Q :: q()); }')
    assert uses(plain, ReferenceForm.ATTRIBUTE) == {("m", "self"), ("u", None), ("q", None)}
    assert {"z", "w"} <= {name for name, _ in uses(plain, ReferenceForm.NAME)}
    assert (1, "field") in plain.asides
    other = rust('fn f() { other!(a.b(), c); println!("{}", other!(d)); }')
    assert {"a", "b", "c", "d"} <= {name for name, _ in uses(other, ReferenceForm.TOKEN)}


def test_a_name_below_a_comment_is_a_name() -> None:
    facts = rust("fn f() {\n    // It ends so.\n    g;\n    // and so::\n    h();\n}\n")
    assert {("g", None), ("h", None)} <= uses(facts, ReferenceForm.NAME)


def test_examples_in_doc_comments_are_uses() -> None:
    facts = rust("//! ```\n//! top();\n//! ```\n\n/// Text word.\n///\n/// ```\n/// shown();\n/// ```\nfn f() {}\n")
    found = {(one.name, one.scope) for one in facts.references if one.form is ReferenceForm.TOKEN}
    assert found == {("top", ""), ("shown", "f")}


def test_names_that_macros_put_together() -> None:
    facts = rust("macro_rules! m { ($n:ident) => { [<get_ $n>](); [<$n _at>](); [<$n:upper>]; fn [<made_ $n>]() {} } }")
    found = [(one.prefix, one.suffix) for one in facts.dynamic if one.form is DynamicForm.MEMBER]
    assert found == [("get_", ""), ("", "_at"), ("", "")]


def test_test_modules_have_names_of_their_own() -> None:
    facts = rust(
        "fn f() {}\n#[cfg(test)]\nmod tests {\n    use super::*;\n    fn f() {}\n    #[test]\n    fn t() { f(); }\n}\n"
    )
    assert {one.qualname for one in facts.symbols} == {"f", "tests.f", "tests.t"}
    assert not facts.is_test_at(1)
    assert facts.is_test_at(5)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("tests/a.rs", True),
        ("crates/x/tests/common/mod.rs", True),
        ("benches/b.rs", True),
        ("src/tests/a.rs", False),
        ("src/spec/a.rs", False),
        ("src/latest/a.rs", False),
    ],
)
def test_test_files_lie_beside_the_sources(path: str, expected: bool) -> None:
    assert rust("", path).is_test is expected


def test_attributes_say_what_they_do() -> None:
    assert written('#[cfg_attr(feature = "a,b", derive(Debug), inline)]') == ("derive(Debug)", "inline")
    assert for_tests(["cfg(test)"])
    assert for_tests(["cfg(all(test, unix))"])
    assert for_tests(["tokio::test"])
    assert not for_tests(["cfg(not(test))"])
    assert not for_tests(['cfg(any(test, feature = "x"))'])
    assert reason(["inline", "derive(Debug, serde::Serialize)", "clippy::all"]) == ""
    assert reason(["derive(Debug, Surprising)"])
    assert reason(["allow(clippy::all, dead_code)"])
    assert reason(["unsafe(no_mangle)"])


def test_broken_syntax_is_counted() -> None:
    facts = rust("fn whole() {}\nfn half( {\n")
    assert facts.parse_errors
    assert "whole" in {one.qualname for one in facts.symbols}


def repository(root: Path, files: dict[str, str]) -> RustResolver:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return RustResolver(read(root, list(files)))


def test_targets_of_a_package_are_crates(tmp_path: Path) -> None:
    resolver = repository(
        tmp_path,
        {
            "Cargo.toml": '[package]\nname = "a"\n',
            "src/lib.rs": "mod m;",
            "src/m.rs": "",
            "src/bin/b.rs": "",
            "build.rs": "",
            "tests/one.rs": "mod common;",
            "tests/two.rs": "mod common;",
            "tests/common/mod.rs": "",
            "lone/x.rs": "",
        },
    )
    groups = {file: resolver.group(file) for file in ("src/lib.rs", "src/m.rs", "src/bin/b.rs")}
    assert len(set(groups.values())) == 1
    others = ["build.rs", "tests/one.rs", "tests/two.rs", "tests/common/mod.rs"]
    assert len({groups["src/lib.rs"], *(resolver.group(file) for file in others)}) == 5


def test_paths_lead_to_modules_crates_and_out_of_the_repository(tmp_path: Path) -> None:
    resolver = repository(
        tmp_path,
        {
            "a/Cargo.toml": '[package]\nname = "a-lib"\n[dependencies]\nrenamed = { package = "b-lib" }\nlog = "1"\n',
            "a/src/lib.rs": "mod deep;",
            "a/src/deep/mod.rs": "mod down;",
            "a/src/deep/down.rs": "",
            "b/Cargo.toml": '[package]\nname = "b-lib"\n',
            "b/src/lib.rs": "",
        },
    )

    def leads(module: str) -> str:
        return str(resolver.resolve("a/src/lib.rs", Import(ImportForm.NAMED, module, 1, imported="x", local="x")))

    assert "a/src/deep/down.rs" in leads("crate.deep.down")
    assert "a/src/deep/mod.rs" in leads("deep")
    assert "b/src/lib.rs" in leads("renamed")
    assert "External" in leads("log")
    assert "External" in leads("std.fs")
    assert "Unresolved" in leads("crate.Kind")
    assert "Unresolved" in leads("nobody.knows")


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_any_text_gives_facts(text: str) -> None:
    facts = rust(text.encode("utf-8", "replace").decode())
    assert all(1 <= one.line_start <= one.line_end for one in facts.symbols)


WORDS = """fn f impl Foo for Bar { } ( ) < > :: . ; , 'a #[x] #![y] mod m use a::{b} struct enum trait macro_rules! m! [< $x >]
"s" r#"t"# // /* */ /// ``` = => -> pub r#fn self Self crate where"""
PIECES = st.sampled_from([*WORDS.split(), "\n"])


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_any_order_of_words_gives_facts(pieces: list[str]) -> None:
    rust(" ".join(pieces))


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SAMPLES), st.integers(0, 4000), st.integers(0, 200))
def test_files_with_a_hole_give_facts(path: Path, start: int, length: int) -> None:
    text = path.read_text()
    rust(text[:start] + text[start + length :])


def test_a_broken_repository_is_built(tmp_path: Path) -> None:
    files = {
        "Cargo.toml": '[package]\nname = "a"\n[lib]\npath = 3\n[[bin]]\n',
        "src/main.rs": "fn main( { x.y() }\nimpl { fn }",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    assert build(read(tmp_path, list(files))).roots
