"""The questions that other rooms ask the graph."""

from pathlib import Path

import pytest

from worker.graph.build import build
from worker.graph.graph import Graph
from worker.source.read import read

FILES = {
    "main.py": "import pkg.work\nfrom pkg import words\n\npkg.work.start()\nwords.speak()\n",
    "pkg/__init__.py": "",
    "pkg/work.py": "from pkg.words import speak\n\n\ndef start():\n    return speak() + helper()\n\n\n"
    "def helper():\n    return 1\n",
    "pkg/words.py": "def speak():\n    return 1\n\n\ndef maybe(x):\n    return x\n\n\ndef lost():\n    return maybe(2)\n",
    "pkg/far.py": "def tested():\n    return 1\n",
    "tests/test_far.py": "from pkg.far import tested\n\n\ndef test_it():\n    assert tested()\n",
    "notes.txt": "maybe\n",
}


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return build(read(tmp_path, FILES))


def test_each_of_the_four_states_is_told_with_its_reason(graph: Graph) -> None:
    assert graph.reach("pkg/work.py", "helper").state == "reachable"
    assert graph.reach("pkg/words.py", "lost").state == "unreachable"
    assert graph.reach("pkg/far.py", "tested").state == "test_only"
    unknown = graph.reach("pkg/words.py", "maybe")
    assert (unknown.state, unknown.reasons) == ("unknown", ("its name is in notes.txt",))


def test_who_refers_to_a_symbol_is_told_with_the_line_as_it_stands(graph: Graph) -> None:
    places = [(place.file, place.line, place.text) for place in graph.callers("pkg/words.py", "speak")]

    assert places == [("main.py", 5, "words.speak()"), ("pkg/work.py", 5, "    return speak() + helper()")]
    assert graph.reach("pkg/words.py", "speak").referrers == graph.callers("pkg/words.py", "speak")


def test_files_know_who_imports_them_and_whom_they_import(graph: Graph) -> None:
    assert graph.importers("pkg/words.py") == ("main.py", "pkg/work.py")
    assert graph.imports("main.py") == ("pkg/__init__.py", "pkg/words.py", "pkg/work.py")


def test_neighbours_are_the_files_most_tied_to_a_file(graph: Graph) -> None:
    assert graph.neighbours("pkg/words.py", 2) == ("main.py", "pkg/work.py")
    assert graph.neighbours("pkg/far.py") == ("tests/test_far.py",)
    assert "pkg/words.py" not in graph.neighbours("pkg/words.py")


def test_a_symbol_that_does_not_exist_is_an_error(graph: Graph) -> None:
    with pytest.raises(KeyError, match="no symbol 'nowhere'"):
        graph.reach("pkg/words.py", "nowhere")


def test_long_and_circular_ways_of_re_exports_end(tmp_path: Path) -> None:
    files = {f"m{n}.py": f"from m{n + 1} import thing\n" for n in range(400)}
    files["m400.py"] = "from m0 import thing\nfrom m0 import *\n"
    files["run.py"] = "from m0 import thing\nprint(thing)\n"
    files["real.py"] = "def thing():\n    return 1\n"
    for name, text in files.items():
        (tmp_path / name).write_text(text)

    graph = build(read(tmp_path, files))

    # Nobody can say whether the way leads to the one `thing` there is: so it is not called dead.
    assert graph.reach("real.py", "thing").state != "reachable"
