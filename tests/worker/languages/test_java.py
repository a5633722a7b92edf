"""What is read out of a Java file."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from worker.graph.java_project import library
from worker.languages.java import JAVA
from worker.source.classify import is_generated
from worker.source.facts import DynamicForm, FileFacts, ImportForm, ReferenceForm, Symbol, SymbolKind
from worker.source.java import read_file
from worker.source.read import read

SAMPLES = sorted((Path(__file__).parents[2] / "samples" / "java").rglob("*.java"))


def facts_of(text: str, path: str = "src/main/java/a/T.java") -> FileFacts:
    return read_file(path, text.encode(), JAVA)


def symbol(facts: FileFacts, qualname: str) -> Symbol:
    return next(one for one in facts.symbols if one.qualname == qualname)


def used(facts: FileFacts, name: str) -> list[tuple[ReferenceForm, str | None]]:
    return [(one.form, one.receiver) for one in facts.references if one.name == name]


def test_types_members_and_nested_types_have_qualified_names_and_kinds() -> None:
    facts = facts_of(
        "package a;\nclass C { static final int K = 1; int f; void m() {} enum E { X } record R(int x) {} interface I {} "
        "@interface A { int v() default 1; } }"
    )

    assert facts.namespace == "a"
    assert {one.qualname: one.kind.value for one in facts.symbols} == {
        "C": "class", "C.K": "constant", "C.f": "variable", "C.m": "method", "C.E": "enum", "C.E.X": "constant",
        "C.R": "class", "C.I": "type", "C.A": "type", "C.A.v": "method",
    }  # fmt: skip


def test_constructors_are_no_symbols_and_their_code_is_that_of_the_class() -> None:
    facts = facts_of("class C { C() { start(); } }")

    assert [one.qualname for one in facts.symbols] == ["C"]
    assert next(one.scope for one in facts.references if one.name == "start") == "C"


def test_a_class_without_a_name_is_numbered_and_extends_what_it_is_made_of() -> None:
    facts = facts_of("class C { Object o() { return new Base<String>() { void run() {} }; } }")

    assert symbol(facts, "C.o.$1").bases == ("Base",)
    assert symbol(facts, "C.o.$1.run").kind is SymbolKind.METHOD


def test_modifiers_hold_what_interfaces_take_for_granted() -> None:
    facts = facts_of("interface I { int K = 1; void a(); default void b() {} private void c() {} }")

    assert symbol(facts, "I.K").modifiers == {"public", "static", "final"}
    assert symbol(facts, "I.a").modifiers == {"public", "abstract"}
    assert symbol(facts, "I.b").modifiers == {"public", "default"}
    assert (symbol(facts, "I.b").exported, symbol(facts, "I.c").exported) == (True, False)


def test_annotations_bases_and_javadoc_belong_to_the_symbol() -> None:
    facts = facts_of('/** Says\n * hello. */\n@Named("x")\npublic class C extends p.B<T> implements I<X>, J {}\n')

    one = symbol(facts, "C")
    assert (one.docstring, one.decorators, one.bases) == ("Says\nhello.", ('Named("x")',), ("p.B", "I", "J"))
    assert (one.line_start, one.name_line) == (3, 4)


def test_every_form_of_import() -> None:
    facts = facts_of("import a.B;\nimport a.*;\nimport static a.B.c;\nimport static a.B.*;\n")

    assert [(one.form, one.module, one.imported) for one in facts.imports] == [
        (ImportForm.NAMED, "a", "B"),
        (ImportForm.STAR, "a", None),
        (ImportForm.NAMED, "a.B", "c"),
        (ImportForm.STAR, "a.B", None),
    ]


def test_variables_are_no_references_and_give_their_type_to_what_is_asked_of_them() -> None:
    facts = facts_of("class C { void m(Foo a, T t) { a.go(); var b = new Bar(); b.stop(); for (Baz c : a) c.turn(); }}")

    assert [name for name in ("a", "b", "c") if used(facts, name)] == []
    assert {(1, "a"), (1, "b"), (1, "c")} <= set(facts.asides)
    assert used(facts, "go") == [(ReferenceForm.ATTRIBUTE, "Foo()")]
    assert used(facts, "stop") == [(ReferenceForm.ATTRIBUTE, "Bar()")]
    assert used(facts, "turn") == [(ReferenceForm.ATTRIBUTE, "Baz()")]


def test_a_variable_ends_with_its_block_and_hides_no_method() -> None:
    facts = facts_of("class C { void m() { { int log = 1; log(log); } log++; } }")

    assert used(facts, "log") == [(ReferenceForm.NAME, None)] * 2


def test_a_type_parameter_is_no_type_of_the_repository() -> None:
    facts = facts_of("class C<T> { T f; void m(T t) { t.go(); f.go(); this.f.go(); } }")

    assert used(facts, "go") == [
        (ReferenceForm.ATTRIBUTE, None),
        (ReferenceForm.ATTRIBUTE, "f"),
        (ReferenceForm.ATTRIBUTE, "this.f"),
    ]


def test_a_field_gives_its_type_unless_a_base_may_bring_another() -> None:
    facts = facts_of("class C { Foo f; class D { void m() { f.go(); } } class E extends B { void m() { f.stop(); } } }")

    assert used(facts, "go") == [(ReferenceForm.ATTRIBUTE, "Foo()")]
    assert used(facts, "stop") == [(ReferenceForm.ATTRIBUTE, "f")]


def test_a_dot_that_ends_a_comment_is_no_access() -> None:
    facts = facts_of("class C { void m() {\n// Ask the Foo.\ngo();\nx() // Foo\n.stop();\na./* y */ turn(); } }")

    assert used(facts, "go") == [(ReferenceForm.NAME, None)]
    assert used(facts, "stop") == [(ReferenceForm.ATTRIBUTE, None)]
    assert used(facts, "turn")[0][0] is ReferenceForm.ATTRIBUTE


def test_outer_objects_and_method_references_can_be_followed() -> None:
    facts = facts_of("class C { void m() { C.this.go(); Foo::stop; C.super.turn(); C.class.getName(); a().b.wait(); } }")

    assert used(facts, "go") == [(ReferenceForm.ATTRIBUTE, "C()")]
    assert used(facts, "turn") == [(ReferenceForm.ATTRIBUTE, "C()")]
    assert used(facts, "stop") == [(ReferenceForm.ATTRIBUTE, "Foo")]
    assert used(facts, "getName") == used(facts, "wait") == [(ReferenceForm.ATTRIBUTE, None)]


def test_literal_reflection_is_a_string_and_computed_reflection_is_told() -> None:
    facts = facts_of(
        'class C { void m(Class<?> c) { Class.forName("a.B"); Class.forName("a." + n + "Codec"); c.getMethod("do" + n); '
        "Foo.class.getDeclaredFields(); getClass().getMethods(); } }"
    )

    assert used(facts, "B") == [(ReferenceForm.STRING, None)]
    assert [(one.form, one.receiver, one.prefix, one.suffix) for one in facts.dynamic] == [
        (DynamicForm.CLASS, None, "", "Codec"),
        (DynamicForm.MEMBER, None, "do", ""),
        (DynamicForm.MEMBER, "Foo", "", ""),
        (DynamicForm.MEMBER, "this", "", ""),
    ]


def test_a_constant_is_made_by_what_may_do_more_than_make_it() -> None:
    facts = facts_of(
        'class C { static final P A = Pattern.compile("f()"); static final O B = register(1); static O D = new Own(); }'
    )

    assert [symbol(facts, f"C.{name}").made_by for name in "ABD"] == [None, "register", "Own"]


def test_tests_are_told_by_their_folder_or_by_name_and_framework_never_by_package() -> None:
    junit = "package a;\nimport org.junit.Test;\nclass FooTest {}\n"

    assert facts_of("package a;\nclass Help {}", "src/test/java/a/Help.java").is_test
    assert facts_of(junit, "code/a/FooTest.java").is_test
    assert not facts_of("package a.test;\nclass Help {}", "src/main/java/a/test/Help.java").is_test
    assert not facts_of("package a;\nclass FooTest {}", "code/a/FooTest.java").is_test


def test_generated_files_say_so_by_folder_comment_or_annotation() -> None:
    assert is_generated("target/generated-sources/a/G.java", b"class G {}")
    assert is_generated("a/G.java", b"// Generated from G.g4 by ANTLR\npackage a;\nclass G {}")
    assert is_generated("a/G.java", b'package a;\n@Generated("x")\nclass G {}')
    assert not is_generated("a/G.java", b"package a;\n/** Keys are generated by hand. */\nclass G {}")


def test_broken_syntax_is_told() -> None:
    facts = facts_of("class C {\n  void m( {\n}\n")

    assert facts.parse_errors == len(facts.broken) > 0


def test_unsure_means_library(tmp_path: Path) -> None:
    def answer(**files: str) -> str | None:
        for name, text in files.items():
            (tmp_path / name.replace("_", ".")).write_text(text)
        return library(read(tmp_path, [name.replace("_", ".") for name in files]), {"Main"})

    assert answer(A_java="class A {}") is None
    assert answer(pom_xml="<project/>") is not None
    assert answer(pom_xml="<project/>", run_sh="java -cp . Main") is None
    assert answer(pom_xml="<packaging>war</packaging>") is None
    assert answer(pom_xml="<packaging>war</packaging><distributionManagement>") is not None
    assert answer(build_gradle="plugins { id 'application' }", README_md="implementation at https://jitpack.io") is not None


@given(st.text(max_size=300))
def test_any_text_gives_facts(text: str) -> None:
    facts_of(text)


@given(st.sampled_from(SAMPLES), st.integers(0, 2000), st.integers(0, 40))
def test_files_that_end_early_or_lack_a_part_give_facts(path: Path, end: int, gap: int) -> None:
    text = path.read_bytes()

    facts = read_file("src/T.java", text[:end] + text[end + gap :], JAVA)

    assert all(1 <= one.line_start <= one.line_end for one in facts.symbols)
