"""What the Go reader writes down."""

from hypothesis import given, settings
from hypothesis import strategies as st

from worker.graph.go_resolver import GoResolver
from worker.graph.resolver import External, InRepository
from worker.source.facts import FileFacts, Import, ImportForm, Language, Reference, ReferenceForm, Source, SymbolKind
from worker.source.languages import language_of, module_of

GO = Language("go")

REAL = """// Package shop sells things.
package shop

import (
	"fmt"
	. "strings"
	_ "embed"
	other "example.com/a/b"
)

// Limit is how many.
const Limit = 3

const (
	A Kind = iota
	B
)

type Kind int

// Store keeps things.
type Store[T any] struct {
	*Base
	other.Mixin
	items []T `json:"items"`
}

type Doer interface {
	Do(x int) error
	fmt.Stringer
}

// Get returns one.
func (s *Store[T]) Get(name string, more ...int) (err error) {
	const inner = 1
	type row struct{ n int }
	for i, one := range s.items {
		fmt.Println(i, one, inner, "some words here", "word")
	}
	switch v := any(name).(type) {
	case string:
		s.put(v)
	}
	return other.Check(s.Base.check(), row{})
}

func (s *Store[T]) put(string) {}
"""


def facts(text: str, path: str = "shop/shop.go") -> FileFacts:
    return module_of(GO).read(path, text.encode(), GO)


def used(read: FileFacts, name: str) -> list[Reference]:
    return [one for one in read.references if one.name == name]


def package(body: str) -> FileFacts:
    return facts(f"package p\n{body}\n")


def test_go_files_are_known_by_their_ending() -> None:
    assert language_of("a/b.go") == GO


def test_symbols_carry_their_place_their_owner_and_their_visibility() -> None:
    read = facts(REAL)

    by_name = {one.qualname: one for one in read.symbols}
    assert list(by_name) == [
        "Limit",
        "A",
        "B",
        "Kind",
        "Store",
        "Doer",
        "Doer.Do",
        "Store.Get",
        "Store.Get.inner",
        "Store.Get.row",
        "Store.put",
    ]
    assert read.namespace == "shop"
    assert by_name["Limit"].kind is SymbolKind.CONSTANT
    assert by_name["Limit"].docstring == "Limit is how many."
    assert (by_name["Store"].line_start, by_name["Store"].line_end) == (22, 26)
    assert by_name["Store"].bases == ("Base", "other.Mixin")
    assert by_name["Doer"].bases == ("fmt.Stringer",)
    assert by_name["Store.Get"].exported
    assert not by_name["Store.put"].exported
    assert by_name["Store.put"].parent == "Store"
    assert by_name["Store.put"].kind is SymbolKind.METHOD
    assert read.parse_errors == 0


def test_imports_in_every_form() -> None:
    assert [(one.form, one.module, one.local) for one in facts(REAL).imports] == [
        (ImportForm.NAMESPACE, "fmt", None),
        (ImportForm.STAR, "strings", None),
        (ImportForm.SIDE_EFFECT, "embed", None),
        (ImportForm.NAMESPACE, "example.com/a/b", "other"),
    ]


def test_locals_parameters_and_labels_are_no_references() -> None:
    read = package(
        "func f[K any](a int, b ...int) (c error) {\n"
        "\td := a\n\tvar e, g = 1, 2\n\tif h := d; h > 0 { i(h) }\n\tfor j, k := range b { l(j, k) }\n"
        "again:\n\tgoto again\n\tselect { case m := <-n: o(m) }\n\tswitch p := q.(type) { case R: s(p, e, g, c) }\n"
        "\tfunc(t int) { u(t) }(1)\n}"
    )

    assert {one.name for one in read.references} == set("ilnoqRsu")


def test_a_local_is_one_from_its_statement_to_the_end_of_its_block() -> None:
    read = package("func f() {\n\tx := x\n\t{\n\t\ty := 1\n\t\t_ = y\n\t}\n\t_ = y\n\tif z := z(); z != nil {\n\t}\n\t_ = z\n}")

    assert [one.line for one in used(read, "x")] == [3]
    assert [one.line for one in used(read, "y")] == [8]
    assert [one.line for one in used(read, "z")] == [9, 11]
    assert (3, "x") in read.asides


def test_receivers_are_followed_by_what_a_local_is() -> None:
    read = package(
        "func (t *T) m(a *A, b pkg.B, c []C, d D) {\n"
        "\tt.one()\n\tt.f.two()\n\ta.three()\n\tb.four()\n\tc.five()\n\te := E{}\n\te.six()\n\tg := &pkg.G{1}\n\tg.seven()\n"
        "\tpkg.Eight()\n\tx().nine()\n\tvar h H\n\th.ten()\n\t{\n\t\tt := other()\n\t\tt.eleven()\n\t}\n}"
    )
    receivers = {one.name: one.receiver for one in read.references if one.form is ReferenceForm.ATTRIBUTE}

    assert receivers["one"] == "self"
    assert receivers["two"] == "self.f"
    assert receivers["three"] == "A()"
    assert receivers["four"] == "pkg.B()"
    assert receivers["five"] is None
    assert receivers["six"] == "E()"
    assert receivers["seven"] == "pkg.G()"
    assert receivers["Eight"] == "pkg"
    assert receivers["nine"] is None
    assert receivers["ten"] == "H()"
    assert receivers["eleven"] is None


def test_sentences_and_tags_name_nothing_unexported_and_other_texts_do() -> None:
    read = package('var a = f("open the file", "read", "Do it now", "x.y()", `sel(ect)`)\ntype T struct{ x int `db:"read"` }')

    assert {one.name for one in read.references if one.form is ReferenceForm.STRING} == {"read", "Do", "x", "y", "sel", "ect"}
    assert (2, "file") in read.asides
    assert (3, "read") in read.asides


def test_what_is_held_back_says_why() -> None:
    read = package(
        "const (\n\ta = iota\n\tb\n)\nconst c = 1\nvar d = call()\nvar e = []int{len(x)}\nvar f = func() { call() }\nfunc g()\n"
        "//go:linkname h other.h\nfunc h() {}\n//nolint:unused\nfunc i() {}\ntype j interface{ k() }\nvar l = errors.New(``)\n"
        "const (\n\tm int = 1\n\tn = 2\n)\nfunc forTest() {}\nvar o = <-p\n"
    )

    assert {one.name for one in read.symbols if one.held} == {"a", "b", "d", "g", "h", "i", "k", "l", "m", "forTest", "o"}


def test_an_initialiser_that_only_makes_a_value_holds_nothing_back() -> None:
    read = package(
        'import "errors"\nimport re "regexp"\nvar a = errors.New("")\nvar b = re.MustCompile("")\nvar c = errors.Join()'
    )

    assert [one.name for one in read.symbols if one.held] == ["c"]


def test_directives_are_no_comments_and_name_things() -> None:
    read = package("//go:generate stringer -type=colour\n// colour is one\ntype colour int")

    assert [one.line for one in used(read, "colour")] == [2]
    assert read.comment_lines == {3}


def test_a_value_may_be_made_new() -> None:
    read = package("var a = new(f(1))\nvar b = new([]int)\nvar c = new(T)\nvar d = new(1)\nvar e = new(map[string]func())")

    assert read.parse_errors == 0
    assert len(used(read, "T")) == 1


def test_several_names_in_one_declaration() -> None:
    read = package("const a, b = 1, 2\nvar c, d int\nfunc f() { const g, h = 1, 2; var i, j int; k(g, h, i, j) }")

    assert {one.qualname for one in read.symbols} == {"a", "b", "c", "d", "f", "f.g", "f.h"}
    assert {one.name for one in read.references} == {"g", "h", "k"}


def test_what_helps_tests_is_a_test() -> None:
    assert facts("package a", "a/a_test.go").is_test
    assert facts("package a", "testdata/a.go").is_test
    assert facts("package a", "internal/testutil/a.go").is_test
    assert facts('package a\nimport (\n\t"testing"\n)\n', "a/helpers.go").is_test
    assert not facts("package a", "a/a.go").is_test


def test_a_body_hash_is_blind_to_layout_and_comments_and_sees_code() -> None:
    plain = package("func f() int { return 1 }").symbols[0].body_hash

    assert package("\n\nfunc f( )  int {\n\t// one\n\treturn 1\n}").symbols[0].body_hash == plain
    assert package("func f() int { return 2 }").symbols[0].body_hash != plain


def source(**files: str) -> Source:
    read = {path.replace("__", "/") + ".go": facts(text, path.replace("__", "/") + ".go") for path, text in files.items()}
    return Source(root="/nowhere", files=read, others=[], skipped=[])


def test_packages_of_one_folder_are_told_apart() -> None:
    resolver = GoResolver(source(a__x="package a", a__y="package a", a__x_test="package a_test", b__x="package a"))

    assert resolver.group("a/x.go") == resolver.group("a/y.go")
    assert len({resolver.group(file) for file in ("a/x.go", "a/x_test.go", "b/x.go")}) == 3


def test_without_modules_an_import_leads_to_the_folder_that_ends_like_it() -> None:
    resolver = GoResolver(source(pkg__text__x="package words", main="package main"))

    def lead(path: str) -> object:
        return resolver.resolve("main.go", Import(ImportForm.NAMESPACE, path, 1))

    assert lead("github.com/acme/shop/pkg/text") == InRepository(("pkg/text/x.go",), (), "words")
    assert lead("github.com/acme/go-yaml/v3") == External("github.com/acme/go-yaml/v3", "yaml")
    assert lead("text") == External("text", "text")


@given(st.text(alphabet='func type(x)T\n\t{}[]*.,:="`/const var package import iota if for range go', max_size=200))
def test_no_text_breaks_the_reader_and_lines_stay_in_the_file(text: str) -> None:
    read = facts(text)

    for symbol in read.symbols:
        assert 1 <= symbol.line_start <= symbol.name_line <= symbol.line_end <= read.lines + 1
    for one in read.references:
        assert 1 <= one.line <= read.lines + 1


@settings(max_examples=60)
@given(st.integers(0, len(REAL)), st.integers(0, len(REAL)))
def test_a_torn_file_gives_facts(start: int, end: int) -> None:
    read = facts(REAL[:start] + REAL[max(start, end) :])

    assert all(one.name for one in read.symbols)
    GoResolver(Source(root="/nowhere", files={read.file: read}, others=[], skipped=[])).public_api()
