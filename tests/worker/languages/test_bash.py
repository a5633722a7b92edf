"""Shell scripts as facts: what they declare, what they source, and which words may become commands."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worker.graph.bash_dispatch import Dispatch
from worker.graph.bash_files import BashFiles
from worker.graph.build import build
from worker.source.bash import read_file
from worker.source.deletion import deletable
from worker.source.facts import FileFacts, Language, SymbolKind
from worker.source.languages import language_of
from worker.source.read import read

BASH = Language("bash")
SAMPLES = Path(__file__).parents[2] / "samples" / "bash"
TEXTS = [path.read_bytes() for path in sorted(SAMPLES.rglob("*")) if path.is_file()]


def facts(text: str, path: str = "run.sh") -> FileFacts:
    return read_file(path, text.encode(), BASH)


def run_unseen(text: str) -> Dispatch:
    return Dispatch([facts(text)])


@pytest.mark.parametrize(
    ("path", "head", "understood"),
    [
        ("a.sh", b"", True),
        ("lib/a.bash", b"", True),
        ("t/a.bats", b"", True),
        (".bashrc", b"", True),
        ("bin/tool", b"#!/usr/bin/env bash\n", True),
        ("bin/tool", b"#! /bin/dash -e\n", True),
        ("bin/tool", b"#!/usr/bin/env -S ksh\n", True),
        ("bin/tool", b"#!/usr/bin/perl\n", False),
        ("a.zsh", b"", False),
        ("bin/tool", b"echo hi\n", False),
    ],
)
def test_scripts_are_known_by_their_endings_or_their_first_line(path: str, head: bytes, understood: bool) -> None:
    assert (language_of(path, head) == BASH) is understood


def test_functions_and_global_variables_are_symbols_and_local_ones_are_not() -> None:
    found = facts(
        """#!/bin/bash
        # Greets.
        # Twice.
        greet() { local name=$1 other; name=you; shared=1; echo "$name"; }
        function leave { declare own=1; declare -g global=2; }
        readonly LIMIT=3
        declare -rx OUT=1
        export ENV=2
        plain=4
        GREETING=hi ./child
        for ((i = 0; i < 3; i++)); do :; done
        """
    )

    assert {(one.qualname, one.kind, one.decorators) for one in found.symbols} == {
        ("greet", SymbolKind.FUNCTION, ()),
        ("leave", SymbolKind.FUNCTION, ()),
        ("shared", SymbolKind.VARIABLE, ()),
        ("global", SymbolKind.VARIABLE, ()),
        ("LIMIT", SymbolKind.CONSTANT, ()),
        ("OUT", SymbolKind.VARIABLE, ("export",)),
        ("ENV", SymbolKind.VARIABLE, ("export",)),
        ("plain", SymbolKind.VARIABLE, ()),
    }
    assert found.symbols[0].docstring == "Greets.\nTwice."


def test_functions_are_global_however_deep_they_are_declared() -> None:
    found = facts("outer() {\n  inner() { helper; }\n}\n")

    assert [(one.qualname, one.parent, one.line_start, one.line_end) for one in found.symbols] == [
        ("outer", None, 1, 3),
        ("inner", None, 2, 2),
    ]
    assert ("helper", "inner") in {(one.name, one.scope) for one in found.references}


def test_a_test_of_bats_is_part_of_its_file_and_hides_nothing() -> None:
    found = facts("@test \"adds 'two' numbers\" {\n  run add 1 2\n}\nhelper() { :; }\n", "math.bats")

    assert [one.qualname for one in found.symbols] == ["helper"]
    assert ("add", 2, "") in {(one.name, one.line, one.scope) for one in found.references}
    assert (found.is_test, found.broken) == (True, [])


def test_what_is_sourced_is_followed_through_variables_and_loops() -> None:
    found = facts(
        """
        . ./a.sh
        source "$(dirname "$0")/b.sh"
        lib="$HERE/lib"; config=$lib/c.sh
        . "$config"
        for part in one.sh two/*.sh; do source "$part"; done
        . "$SOMETHING"
        """
    )

    assert {one.module for one in found.imports} == {
        "./a.sh", "*/b.sh", "${lib}/c.sh", "one.sh", "two/*.sh", "$SOMETHING",
    }  # fmt: skip


def test_scripts_that_source_each_other_share_their_names(tmp_path: Path) -> None:
    for name, text in {
        "bin/one.sh": '. "$HERE/../lib/log.sh"\n',
        "bin/two.sh": "echo\n",
        "lib/log.sh": "log() { :; }\n",
        "lib/parts/a.sh": "a() { :; }\n",
        "all.sh": "for x in lib/parts/*.sh; do . $x; done\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    files = BashFiles(read(tmp_path, ["bin/one.sh", "bin/two.sh", "lib/log.sh", "lib/parts/a.sh", "all.sh"]))

    assert files.group("lib/log.sh") == files.group("bin/one.sh") == "bin/one.sh"
    assert files.group("lib/parts/a.sh") == files.group("all.sh")
    assert len({files.group(one) for one in files.scripts}) == 3


@pytest.mark.parametrize(
    "text",
    [
        '"$@"',
        '"$1" x',
        "$1",
        'f() { "$@"; }; f "$@"',
        'f() { "$1"; }; g() { f "$2"; }; g a "$3"',
        'f() { shift; "$@"; }; f log "$1"',
        'f() { shift; "$@"; }; f "$@"',
        'f() { while [ $1 ]; do shift; done; "$@"; }; f a b c "$1"',
        'f() { "${@:2}"; }; f a "$1"',
        'f() { local x=$1; x=${x:-y}; "$x"; }; f "$1"',
        'args=("$@"); "${args[@]}"',
        "read -r x; $x",
        "while read -r _ x; do $x; done",
        "for x; do $x; done",
        "for x in *.task; do ${x%.task}; done",
        "for x in $(declare -F); do $x; done",
        "x=a; x+=b; $x",
        "printf -v x 'a_%s' b; $x",
        'eval "$1"',
        'eval "x; $1"',
        "trap \"$1\" EXIT",
        "x=$(pick \"$1\"); $x",
        'x=${1//-/_}; "$x"',
        '"${!1}"',
        '"${0##*/}"',
        'for a in x; do for b in y; do "$a$b"; done; done',
        'for a in x; do for b in y; do n="${a}_$b"; "$n"; done; done',
        "set -- $x; \"$1\"",
        "declare \"cmd=$1\"; \"$cmd\"",
        "f() { $1; }; h=f; $h \"$1\"",
        "time \"$@\"",
        "run \"$1\"",
        "complete -F \"$1\" x",
        '"`pick`"',
    ],
)  # fmt: skip
def test_a_command_whose_name_comes_from_outside_may_be_any_function(text: str) -> None:
    assert run_unseen(f"#!/bin/bash\n{text}\n").reason("any_function")


@pytest.mark.parametrize(
    "text",
    [
        "f \"$@\"",
        "f() { \"$@\"; }; f make \"$1\"",
        "f() { shift; \"$@\"; }; f \"$1\" make",
        "f() { local left=$1; shift; \"$@\"; }; f 3 make \"$1\"",
        "exec \"$@\"",
        "sudo \"$@\"",
        "\"$HERE/$1.sh\"",
        "./$1",
        "$SUDO rm \"$1\"",
        "cmd=(docker run); cmd+=(\"$1\"); \"${cmd[@]}\"",
        "cmd=(docker \"$1\"); \"${cmd[@]}\"",
        "cmd=\"docker $1\"; $cmd",
        "python=$(command -v python3); $python -m x",
        "for c in build test; do $c; done",
        "x=make; $x \"$1\"",
        "echo \"Deploying $1\"",
    ],
)  # fmt: skip
def test_a_command_whose_name_is_written_out_somewhere_is_no_reason_for_doubt(text: str) -> None:
    assert run_unseen(f"#!/bin/bash\n{text}\n").reason("any_function") is None


@pytest.mark.parametrize(
    ("text", "function", "other"),
    [
        ('"cmd_$1"', "cmd_build", "build"),
        ('"${1}_task"', "build_task", "build"),
        ('f="do_$1"; $f', "do_build", "build"),
        ('eval "show_$1 x"', "show_build", "build"),
        ('trap "on_$s" INT', "on_INT", "off_INT"),
        ('complete -F "_c_$1" x', "_c_build", "build"),
        ('call() { $1; }; call "get_$1"', "get_build", "build"),
        ('cmd="do_$x now"; $cmd', "do_build", "build"),
    ],
)
def test_a_name_that_is_put_together_may_be_every_function_of_that_form(text: str, function: str, other: str) -> None:
    dispatch = run_unseen(f"#!/bin/bash\n{text}\n")

    assert dispatch.reason(function)
    assert dispatch.reason(other) is None


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ('echo "${!1}"', True),
        ('name="$1"; echo "${!name}"', True),
        ('eval "echo \\$$1"', True),
        ("declare -p | grep x", True),
        ("compgen -v", True),
        ('declare -n ref="$1"; echo "$ref"', True),
        ('echo "${!any_*}"', True),
        ('name="any_$x"; echo "${!name}"', True),
        ("name=other; echo ${!name}", False),
        ("echo ${!list[@]}", False),
        ("declare -p other", False),
        ('"$1"', False),
    ],
)
def test_a_variable_may_be_read_by_a_name_that_is_not_written_there(text: str, unknown: bool) -> None:
    assert bool(run_unseen(f"#!/bin/bash\n{text}\n").reason("any_variable", variable=True)) is unknown


def test_a_script_is_text_to_other_languages(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text("def only_a_script_names_it():\n    pass\n\n\nprint(1)\n")
    (tmp_path / "run.sh").write_text("#!/bin/sh\n# calls only_a_script_names_it\npython -c 'import app'\n")
    source = read(tmp_path, ["app.py", "run.sh"])
    graph = build(source)

    assert ("run.sh" in source.files, "run.sh" in source.others) == (True, True)
    assert graph.reach("app.py", "only_a_script_names_it").reasons == ("its name is in run.sh",)


def test_what_a_command_prints_is_not_deleted_with_the_variable() -> None:
    assert deletable(b"a=1\nb=2\n", BASH, 1, 1)
    assert not deletable(b"a=$(start server)\nb=2\n", BASH, 1, 1)
    assert not deletable(b"readonly a=`start server`\nb=2\n", BASH, 1, 1)


@settings(deadline=None)
@given(st.text() | st.text(alphabet="$(){}[]\"'`<>|&;!#\\ \n=+-@*?~/.abf1", max_size=200))
def test_any_text_gives_facts(text: str) -> None:
    for path in ("a.sh", "a.bats"):
        found = facts(text, path)
        Dispatch([found]).reason("x")
        assert found.file == path


@settings(deadline=None)
@given(st.sampled_from(TEXTS), st.integers(0, 4000), st.integers(0, 200))
def test_a_script_that_is_cut_anywhere_gives_facts(text: bytes, at: int, missing: int) -> None:
    cut = (text[:at] + text[at + missing :]).decode("utf-8", "ignore").encode()

    found = read_file("a.sh", cut, BASH)

    assert found.lines == cut.count(b"\n") + (bool(cut) and not cut.endswith(b"\n"))
    assert all(1 <= one.line_start <= one.name_line <= one.line_end <= max(found.lines, 1) for one in found.symbols)
