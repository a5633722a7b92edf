"""What the C# reader writes down, and what the C# resolver makes of build files."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.graph.build import build
from worker.graph.csharp_resolver import CSharpResolver
from worker.source.classify import is_generated
from worker.source.csharp_branches import first_branches
from worker.source.csharp_making import maker
from worker.source.facts import FileFacts, ImportForm, Language, Reference, ReferenceForm, Symbol, SymbolKind
from worker.source.languages import language_of, module_of
from worker.source.read import read

CSHARP = Language("csharp")

REAL = """using System;
using static System.Math;
using Alias = Shop.Deep.Crate;
global using Shop.Deep;

namespace Shop;

/// <summary>Keeps things.</summary>
/// <remarks>For long.</remarks>
[Serializable, My.Tracked(Level = 1)]
public abstract partial class Store<T>(int size) : Base<T>(size), IStore, Deep.IShelf where T : class
{
    private readonly IShelf _shelf = new Shelf(), _other;
    public const int Limit = 3;
    public event EventHandler Changed;
    public int Left { get; private set; } = Count();
    string Text => $"left {_shelf.Name:N2} and {Left}";
    public T this[int at] => default;
    public static Store<T> operator +(Store<T> a, Store<T> b) => a;
    ~Store() { }
    public Store() : this(1) { }
    void IStore.Put<U>(U item, ref int times, params string[] more)
    {
        int Inner(int value) => value + size;
        Inner(times);
    }
    protected internal virtual void Use(Crate crate, string named)
    {
        var made = new Crate { Lid = 1 };
        foreach (Shelf one in crate.Shelves) one.Fill(made);
        if (crate is { Weight: > 3 } heavy && Call(named: "x") is Shelf found) heavy.Lift(found.Top);
        made?.Lid!.Open();
        _shelf.Clear();
        this._shelf.Sort();
        base.Use(crate, @"a ""Quoted"" name");
        crate.Get().Deep();
        Func<int, int> twice = x => x * 2;
    }
    [DllImport("user32")] static extern int Beep(int tone);
    enum Kind { Plain = 1, Fancy }
    delegate void Handler(int x);
}
public record struct Pair(int A, int B);
"""


def facts(text: str, path: str = "Shop/Store.cs") -> FileFacts:
    return module_of(CSHARP).read(path, text.encode(), CSHARP)


def inside(body: str) -> FileFacts:
    return facts(f"class C {{\n{body}\n}}\n")


def used(read_: FileFacts, name: str) -> list[Reference]:
    return [one for one in read_.references if one.name == name]


def symbol(read_: FileFacts, qualname: str) -> Symbol:
    return next(one for one in read_.symbols if one.qualname == qualname)


def test_csharp_files_are_known_by_their_ending() -> None:
    assert language_of("a/B.cs") == CSHARP
    assert language_of("build.csx") == CSHARP


def test_every_kind_of_declaration_is_a_symbol_with_its_owner() -> None:
    read_ = facts(REAL)

    assert {one.qualname: one.kind for one in read_.symbols} == {
        "Store": SymbolKind.CLASS,
        "Store._shelf": SymbolKind.VARIABLE,
        "Store._other": SymbolKind.VARIABLE,
        "Store.Limit": SymbolKind.CONSTANT,
        "Store.Changed": SymbolKind.VARIABLE,
        "Store.Left": SymbolKind.PROPERTY,
        "Store.Text": SymbolKind.PROPERTY,
        "Store.Put": SymbolKind.METHOD,
        "Store.Put.Inner": SymbolKind.FUNCTION,
        "Store.Use": SymbolKind.METHOD,
        "Store.Beep": SymbolKind.METHOD,
        "Store.Kind": SymbolKind.ENUM,
        "Store.Kind.Plain": SymbolKind.CONSTANT,
        "Store.Kind.Fancy": SymbolKind.CONSTANT,
        "Store.Handler": SymbolKind.TYPE,
        "Pair": SymbolKind.CLASS,
    }
    assert read_.parse_errors == 0
    assert read_.namespace == "Shop"


def test_a_type_carries_its_bases_attributes_and_documentation() -> None:
    store = symbol(facts(REAL), "Store")

    assert store.bases == ("Base", "IStore", "IShelf")
    assert store.decorators == ("Serializable", "My.Tracked(Level = 1)")
    assert store.docstring == "Keeps things.\nFor long."
    assert {"public", "abstract", "partial"} <= store.modifiers
    assert (store.line_start, store.name_line) == (10, 11)


@pytest.mark.parametrize(
    ("qualname", "modifier", "exported"),
    [
        ("Store._shelf", "private", False),
        ("Store.Text", "private", False),
        ("Store.Put", "public", True),
        ("Store.Use", "protected", True),
        ("Store.Kind", "private", False),
        ("Store.Kind.Plain", "public", True),
        ("Pair", "struct", True),
    ],
)
def test_what_goes_without_saying_is_among_the_modifiers(qualname: str, modifier: str, *, exported: bool) -> None:
    one = symbol(facts(REAL), qualname)

    assert modifier in one.modifiers
    assert one.exported is exported


def test_usings_are_imports_and_their_words_use_nothing() -> None:
    read_ = facts(REAL)

    assert [(one.form, one.module, one.exported_as) for one in read_.imports] == [
        (ImportForm.NAMESPACE, "System", None),
        (ImportForm.STAR, "System.Math", None),
        (ImportForm.NAMESPACE, "Shop.Deep", "global"),
    ]
    assert (1, "System") in read_.asides
    assert used(read_, "Math")
    assert not [one for one in used(read_, "Deep") if one.line == 4]


@pytest.mark.parametrize(
    ("name", "receiver"),
    [
        ("Shelves", "Crate()"),
        ("Fill", "Shelf()"),
        ("Top", "Shelf()"),
        ("Open", "Crate().Lid"),
        ("Clear", "IShelf()"),
        ("Sort", "IShelf()"),
        ("Lift", None),
        ("Deep", None),
        ("Weight", None),
    ],
)
def test_a_member_carries_what_it_is_a_member_of(name: str, receiver: str | None) -> None:
    (one,) = [each for each in used(facts(REAL), name) if each.form is ReferenceForm.ATTRIBUTE and each.line > 5]

    assert one.receiver == receiver


def test_base_stands_for_what_the_class_derives_from() -> None:
    assert [one.receiver for one in used(facts(REAL), "Use")] == ["super"]


def test_locals_parameters_and_names_of_arguments_use_nothing() -> None:
    read_ = facts(REAL)

    locals_ = ("made", "one", "found", "heavy", "named", "twice", "value", "times", "size")

    assert not any(used(read_, name) for name in locals_)
    assert {"made", "named", "size"} <= {name for _, name in read_.asides}


def test_initialisers_and_patterns_name_members_of_something_else() -> None:
    (lid,) = [one for one in used(facts(REAL), "Lid") if one.line == 29]

    assert (lid.form, lid.receiver) == (ReferenceForm.ATTRIBUTE, None)


def test_an_attribute_may_be_written_without_its_ending() -> None:
    assert used(inside("[Tracked] void M() { }"), "TrackedAttribute")


def test_texts_name_things_but_sentences_do_not() -> None:
    read_ = inside('void M() { A("Name"); B("Saves the Order now"); C(@"x ""Quoted"""); D($"{Held} Said"); }')
    strings = {one.name for one in read_.references if one.form is ReferenceForm.STRING}

    assert {"Name", "Order", "Quoted", "Said"} <= strings
    assert not {"Saves", "the", "now"} & strings
    assert [one.form for one in used(read_, "Held")] == [ReferenceForm.NAME]


def test_a_type_behind_an_alias_is_not_guessed() -> None:
    read_ = facts("using Box = Deep.Crate;\nclass C { void M(Box box) { box.Open(); Box.Make(); } }\n")

    assert [one.receiver for one in (*used(read_, "Open"), *used(read_, "Make"))] == [None, None]
    assert used(read_, "Crate")


def test_the_type_parameter_is_no_type_of_that_name() -> None:
    read_ = facts("class C<Item> { void M(Item item) { item.Run(); } }\nclass Item { }\n")

    assert [one.receiver for one in used(read_, "Run")] == [None]
    assert not used(read_, "Item")


def test_words_of_directives_use_nothing() -> None:
    read_ = facts("#if Fast\n#region Spare parts\nclass C { }\n#endregion\n#endif\n")

    assert not used(read_, "Fast")
    assert {(1, "Fast"), (2, "Spare")} <= set(read_.asides)


def test_of_branches_that_break_the_syntax_the_first_one_is_read() -> None:
    text = "class C {\n int M() { return N(\n#if A\n 1\n#else\n 2 +\n#endif\n ); }\n void N() { }\n}\n"

    assert facts(text).parse_errors == 0
    branches = first_branches(text.encode())
    assert len(branches) == len(text)
    assert b"2" not in branches


def test_broken_syntax_is_counted() -> None:
    assert facts("class C { void M( { } }\n").parse_errors > 0


@pytest.mark.parametrize(
    ("value", "made"),
    [
        ("3", None),
        ("new List<int>()", None),
        ("new int[] { Make() }", "Make"),
        ('new Regex("x(")', None),
        ("Register(1)", "Register"),
        ("new Shelf(1)", "Shelf"),
        ("new()", "new"),
        ("nameof(Make)", None),
    ],
)
def test_only_harmless_initialisers_may_go(value: str, made: str | None) -> None:
    assert maker(value) == made


@pytest.mark.parametrize(
    ("path", "test"),
    [
        ("src/App.Tests/A.cs", True),
        ("AppTests/A.cs", True),
        ("test/Show/A.cs", True),
        ("src/App.UnitTests/A.cs", True),
        ("src/Latest/A.cs", False),
        ("src/Contest/A.cs", False),
        ("src/App/Attestation.cs", False),
    ],
)
def test_tests_are_known_by_their_project(path: str, *, test: bool) -> None:
    assert facts("class C { }\n", path).is_test is test


@pytest.mark.parametrize("path", ["A.g.cs", "A.Designer.cs", "x/obj/Debug/A.cs", "A.g.i.cs"])
def test_what_the_build_writes_is_generated(path: str) -> None:
    assert is_generated(path, b"class C { }")


def test_a_header_says_that_a_file_is_generated() -> None:
    assert is_generated("A.cs", b"// <auto-generated />\nclass C { }")
    assert not is_generated("A.cs", b"class C { string auto_generated; }")


def repository(root: Path, files: dict[str, str]) -> CSharpResolver:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return CSharpResolver(read(root, list(files)))


EXE = '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>{0}</Project>'
LIB = '<Project Sdk="Microsoft.NET.Sdk">{0}</Project>'
USES_LIB = '<ItemGroup><ProjectReference Include="..\\Lib\\Lib.csproj" /></ItemGroup>'
PUBLIC = {"Lib/A.cs": "public class A { public void M() { } internal void N() { } }\n"}


@pytest.mark.parametrize(
    ("files", "seen"),
    [
        ({"App/App.csproj": EXE.format(USES_LIB), "Lib/Lib.csproj": LIB.format("")}, set()),
        ({"App/App.csproj": EXE.format(""), "Lib/Lib.csproj": LIB.format("")}, {"A", "A.M"}),
        ({"Lib/Lib.csproj": LIB.format("")}, {"A", "A.M"}),
        ({}, {"A", "A.M"}),
        (
            {
                "App/App.csproj": EXE.format(USES_LIB),
                "Lib/Lib.csproj": LIB.format("<PropertyGroup><PackageId>X</PackageId></PropertyGroup>"),
            },
            {"A", "A.M"},
        ),
        (
            {"App/App.csproj": EXE.format(USES_LIB), "Lib/Lib.csproj": LIB.format(""), "build.yml": "run: dotnet pack\n"},
            {"A", "A.M"},
        ),
        (
            {
                "App/App.csproj": EXE.format(USES_LIB),
                "Lib/Lib.csproj": LIB.format('<ItemGroup><InternalsVisibleTo Include="Else" /></ItemGroup>'),
            },
            {"A", "A.M", "A.N"},
        ),
        (
            {
                "App/App.csproj": EXE.format(USES_LIB),
                "Lib/Lib.csproj": LIB.format(""),
                "App/P.cs": "class P { void M(string f) { System.Reflection.Assembly.LoadFrom(f); } }\n",
            },
            {"A", "A.M"},
        ),
    ],
    ids=["application", "not-referenced", "alone", "no-project", "package", "packed-by-ci", "friend", "plugins"],
)
def test_outsiders_see_what_build_files_let_them(tmp_path: Path, files: dict[str, str], seen: set[str]) -> None:
    found = repository(tmp_path, PUBLIC | files).public_api()

    assert {one.qualname for one in found if one.file == "Lib/A.cs"} == seen


def test_parts_of_a_type_in_one_namespace_and_project_are_one(tmp_path: Path) -> None:
    files = {
        "P/P.csproj": EXE.format(""),
        "P/A.cs": "namespace N;\npartial class C { static void Main() => Go(); }\n",
        "P/B.cs": "namespace N { partial class C { static void Go() { } } }\n",
        "Q/Q.csproj": EXE.format(""),
        "Q/C.cs": "namespace N;\npartial class C { static void Main() { } }\n",
    }
    repository(tmp_path, files)
    graph = build(read(tmp_path, list(files)))

    assert graph.reach("P/B.cs", "C.Go").state == "reachable"
    assert graph.index.find("P/A.cs", "C") == graph.index.find("P/B.cs", "C") != graph.index.find("Q/C.cs", "C")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gives_facts(text: str) -> None:
    read_ = facts(text.replace("\r", ""))

    assert all(1 <= one.line_start <= one.line_end for one in read_.symbols)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(REAL)), st.integers(0, len(REAL)))
def test_any_piece_of_a_file_gives_facts(first: int, last: int) -> None:
    piece = REAL[min(first, last) : max(first, last)]
    read_ = facts(piece)

    assert all(one.line <= piece.count("\n") + 1 for one in read_.references)
