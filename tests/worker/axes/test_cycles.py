"""Files that load each other in a circle; what runs later, or is only a type, closes none."""

from pathlib import Path

import pytest

from app.domain.axis import Severity
from app.domain.evidence import Quote
from app.domain.finding import Claim
from worker.axes.cycles import components, prove
from worker.graph.build import build
from worker.source.read import read

PYTHON = {"a.py": "from b import g\n\n\ndef f():\n    return g()\n", "b.py": "import c\n\n\ndef g():\n    return c.h()\n"}
PYTHON_CLOSED = PYTHON | {"c.py": "from a import f\n\n\ndef h():\n    return f()\n"}
SCRIPT = {
    "package.json": '{"name": "a", "private": true, "main": "a.ts"}',
    "a.ts": 'import { g } from "./b";\n\nexport class A {}\n\nexport const f = () => g();\n',
}
SCRIPT_CLOSED = SCRIPT | {"b.ts": 'import { f } from "./a";\n\nexport const g = () => f();\n'}


def claimed(root: Path, files: dict[str, str]) -> list[Claim]:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    source = read(root, files)
    return prove(source, build(source))


@pytest.mark.parametrize(
    ("files", "way"),
    [(PYTHON_CLOSED, ["a.py", "b.py", "c.py"]), (SCRIPT_CLOSED, ["a.ts", "b.ts"])],
    ids=["python", "typescript"],
)
def test_a_circle_is_told_once_with_every_import_on_the_way(tmp_path: Path, files: dict[str, str], way: list[str]) -> None:
    (claim,) = claimed(tmp_path, files)
    assert claim.severity is Severity.LOW
    assert [one.file for one in claim.evidence if isinstance(one, Quote)] == way
    assert all("import" in one.text for one in claim.evidence if isinstance(one, Quote))
    assert " → ".join(f"`{file}`" for file in [*way, way[0]]) in claim.message


@pytest.mark.parametrize(
    "files",
    [
        PYTHON | {"c.py": "def h():\n    from a import f\n\n    return f()\n"},
        PYTHON | {"c.py": "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from a import f\n\nh = int\n"},
        PYTHON | {"c.py": "h = int\n\nif __name__ == '__main__':\n    from a import (\n        f,\n    )\n\n    f()\n"},
        PYTHON | {"tests/test_c.py": "from a import f\n\n\ndef test_f():\n    assert f() == 1\n"},
        {"p/__init__.py": "from p.x import x\n", "p/x.py": "from p import y\n\nx = y.y\n", "p/y.py": "import p\n"},
        {"p/__init__.py": "", "p/main.py": "from p.tool import x\n\ny = x\n", "p/tool.py": "from main import z\n\nx = z\n"},
        SCRIPT | {"b.ts": 'import type { A } from "./a";\n\nexport const g = (a?: A) => a;\n'},
        SCRIPT | {"b.ts": 'import { A } from "./a";\n\nexport const g = (a?: A) => a;\n'},
        SCRIPT | {"b.ts": 'export const g = async () => (await import("./a")).f();\n'},
    ],
    ids=["function", "type checker", "script", "test", "package above", "another project", "type", "class as type", "later"],
)  # fmt: skip
def test_what_is_not_loaded_then_closes_no_circle(tmp_path: Path, files: dict[str, str]) -> None:
    assert claimed(tmp_path, files) == []


def test_two_circles_are_two_findings() -> None:
    edges = {"a": {"b": 1}, "b": {"a": 1, "c": 1}, "c": {"d": 1}, "d": {"c": 1}, "e": {"a": 1}}
    assert components(edges) == [["a", "b"], ["c", "d"]]


def test_a_long_chain_takes_no_recursion() -> None:
    names = [f"{number:05}" for number in range(2000)]
    edges = {one: {other: 1} for one, other in zip(names, [*names[1:], names[0]], strict=True)}
    assert components(edges) == [names]
