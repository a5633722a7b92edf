"""What the Python reader writes down."""

from hypothesis import given
from hypothesis import strategies as st

from worker.source.facts import DynamicForm, FileFacts, ImportForm, Language, Reference, ReferenceForm, SymbolKind
from worker.source.python import read_file


def facts(text: str) -> FileFacts:
    return read_file("pkg/mod.py", text.encode(), Language.PYTHON)


def used(read: FileFacts, name: str) -> list[Reference]:
    return [one for one in read.references if one.name == name]


def test_symbols_carry_their_place_their_owner_and_their_visibility() -> None:
    read = facts(
        '__all__ = ["f"]\nLIMIT: int = 3\n\n@cache\ndef f():\n    """Say f."""\n    def inner(): ...\n\n'
        "class C(Base, metaclass=M):\n    field = 1\n    async def go(self): ...\n"
    )

    by_name = {one.qualname: one for one in read.symbols}
    assert list(by_name) == ["LIMIT", "f", "f.inner", "C", "C.field", "C.go"]
    assert (by_name["f"].line_start, by_name["f"].name_line, by_name["f"].line_end) == (4, 5, 7)
    assert by_name["f"].decorators == ("cache",)
    assert by_name["f"].docstring == "Say f."
    assert by_name["f"].exported
    assert not by_name["C"].exported
    assert by_name["C"].bases == ("Base", "metaclass=M")
    assert by_name["C.go"].kind is SymbolKind.METHOD
    assert by_name["C.go"].is_async
    assert by_name["f.inner"].parent == "f"


def test_imports_in_every_form() -> None:
    read = facts("import a.b as x\nimport a.b\nfrom ..c import d as e, f\nfrom g import *\nimportlib.import_module('h.i')\n")

    assert [(one.form, one.module, one.level, one.imported, one.local) for one in read.imports] == [
        (ImportForm.NAMESPACE, "a.b", 0, None, "x"),
        (ImportForm.NAMESPACE, "a", 0, None, "a"),
        (ImportForm.SIDE_EFFECT, "a.b", 0, None, None),
        (ImportForm.NAMED, "c", 2, "d", "e"),
        (ImportForm.NAMED, "c", 2, "f", "f"),
        (ImportForm.STAR, "g", 0, None, None),
        (ImportForm.DYNAMIC, "h.i", 0, None, None),
    ]


def test_imports_for_types_alone_are_marked() -> None:
    read = facts("if TYPE_CHECKING:\n    from a import b\nfrom c import d\n")

    assert [(one.local, one.type_only) for one in read.imports] == [("b", True), ("d", False)]


def test_local_names_are_no_references() -> None:
    read = facts(
        "def f(a, *b, c=G, **d):\n    e = a\n    for g in b: print(g)\n    with x as h: h\n    [i for i in e]\n"
        "    if (j := 1): j\n    try: pass\n    except E as k: k\n    lambda l: l\n    return c, d\n"
    )

    assert {one.name for one in read.references} == {"G", "print", "x", "E"}


def test_a_global_that_is_assigned_in_a_function_is_a_store() -> None:
    (store,) = used(facts("def f():\n    global x\n    x = 1\n"), "x")

    assert store.store
    assert store.scope == "f"


def test_chains_tell_their_receivers() -> None:
    read = facts("def f():\n    a.b.c()\n    Reader().next\nclass C:\n    def m(this): this.n\n    def o(self, p): p.q\n")

    assert [(one.name, one.receiver, one.as_receiver) for one in read.references if one.line == 2] == [
        ("a", None, True),
        ("b", "a", True),
        ("c", "a.b", False),
    ]
    assert used(read, "next")[0].receiver == "Reader()"
    assert used(read, "n")[0].receiver == "self"
    assert used(read, "q")[0].receiver is None


def test_names_in_annotations_type_comments_doctests_and_strings() -> None:
    read = facts(
        'def f(a: "Node"):\n    """Say.\n\n    >>> g(1)\n    """\n    x = []  # type: List[Leaf]\n    return "pkg.mod:h"\n'
    )

    assert used(read, "Node")[0].form is ReferenceForm.NAME
    assert used(read, "Leaf")[0].form is ReferenceForm.NAME
    assert used(read, "g")[0].form is ReferenceForm.STRING
    assert {"pkg", "mod", "h"} <= {one.name for one in read.references if one.form is ReferenceForm.STRING}
    assert 2 in read.comment_lines
    assert 4 not in read.comment_lines


def test_computed_names_keep_their_literal_ends() -> None:
    read = facts(
        "class C:\n    def m(self, k):\n        getattr(self, f'on_{k}')\n        getattr(self, 'do_' + k)\n"
        "        getattr(self, '%s_end' % k)\n        getattr(self, 'named')\n        eval(k)\n        import_module(k)\n"
    )

    assert [(one.form, one.receiver, one.prefix, one.suffix) for one in read.dynamic if "put together" not in one.reason] == [
        (DynamicForm.MEMBER, "self", "on_", ""),
        (DynamicForm.MEMBER, "self", "do_", ""),
        (DynamicForm.MEMBER, "self", "", "_end"),
        (DynamicForm.SCOPE, None, "", ""),
        (DynamicForm.MODULE, None, "", ""),
    ]
    assert used(read, "named")[0].receiver == "self"


def test_a_body_hash_is_blind_to_layout_and_comments_and_sees_code() -> None:
    plain = facts("def f(a):\n    return a + 1\n").symbols[0].body_hash

    assert facts("\n\ndef f( a ):  # note\n\n        return a+1\n").symbols[0].body_hash == plain
    assert facts("def f(a):\n    return a + 2\n").symbols[0].body_hash != plain


def test_what_a_file_does_when_it_runs() -> None:
    assert facts("if __name__ == '__main__':\n    f()\n").main_guard
    assert facts("#!/usr/bin/env python\n").shebang
    assert facts("print(1)\n").acts
    assert not facts("'''Doc.'''\nimport a\nX = f()\ndef g(): print(1)\n").acts


@given(st.text(alphabet="def class(x):\n\t .'\"#,=@[]{}*lambda import from as if", max_size=200))
def test_no_text_breaks_the_reader_and_lines_stay_in_the_file(text: str) -> None:
    read = facts(text)

    for symbol in read.symbols:
        assert 1 <= symbol.line_start <= symbol.name_line <= symbol.line_end <= read.lines + 1
    for one in read.references:
        assert 1 <= one.line <= read.lines + 1
