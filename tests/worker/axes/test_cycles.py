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
PACKAGE_CLOSED = {
    "p/__init__.py": "",
    "p/a.py": "from p import b\n\n\ndef f():\n    return b.g()\n",
    "p/b.py": "from p import a\n\n\ndef g():\n    return a.f()\n",
}
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
    [(PYTHON_CLOSED, ["a.py", "b.py", "c.py"]), (PACKAGE_CLOSED, ["p/a.py", "p/b.py"]), (SCRIPT_CLOSED, ["a.ts", "b.ts"])],
    ids=["python", "parts taken from their package", "typescript"],
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
        {
            "p/__init__.py": "from x import Blueprint\n\nshop = Blueprint()\n\nfrom p import pages  # noqa\n",
            "p/pages.py": "from p import shop\n\nshop.add()\n",
        },
        {"p/__init__.py": "from .app import api\n", "p/app.py": "from . import __path__\n\napi = __path__\n"},
        {
            "p/__init__.py": "from .app import api\nfrom .users import user\n",
            "p/app.py": "api = 1\n",
            "p/users.py": "from p import api\n\nuser = api\n",
        },
        {
            "p/__init__.py": "from .a import *\n",
            "p/a.py": "from . import b\n\nx = b.y\n",
            "p/b/__init__.py": "from .c import *\n",
            "p/b/c.py": "y = 1\n",
        },
        SCRIPT
        | {
            "a.ts": 'import { B } from "./b";\n\n@Entity()\nexport class A {\n  @Many(() => B, (b) => b.a)\n  b: B[];\n}\n',
            "b.ts": 'import { A } from "./a";\n\n@Entity()\nexport class B {\n  @One(() => A, (a) => a.b)\n  a: A;\n}\n',
        },
    ],
    ids=[
        "function", "type checker", "script", "test", "package above", "another project", "type", "class as type", "later",
        "below", "its path", "imported above", "a part", "decorator",
    ],
)  # fmt: skip
def test_what_is_not_loaded_then_closes_no_circle(tmp_path: Path, files: dict[str, str]) -> None:
    assert claimed(tmp_path, files) == []


def test_all_files_of_a_group_are_named_beside_the_shortest_way(tmp_path: Path) -> None:
    files = PYTHON | {"c.py": "from a import f\nfrom b import g\n\n\ndef h():\n    return f() + g()\n"}
    (claim,) = claimed(tmp_path, files)
    assert claim.title == "3 files import each other in a circle"
    assert "3 files hang together in such circles, also `a.py`." in claim.message
    assert [(one.file, one.relation) for one in claim.related] == [("c.py", "cause"), ("a.py", "cluster")]


def test_two_circles_are_two_findings() -> None:
    edges = {"a": {"b": 1}, "b": {"a": 1, "c": 1}, "c": {"d": 1}, "d": {"c": 1}, "e": {"a": 1}}
    assert components(edges) == [["a", "b"], ["c", "d"]]


def test_a_long_chain_takes_no_recursion() -> None:
    names = [f"{number:05}" for number in range(2000)]
    edges = {one: {other: 1} for one, other in zip(names, [*names[1:], names[0]], strict=True)}
    assert components(edges) == [names]


def test_a_module_that_a_machine_wrote_is_not_looked_into(tmp_path: Path) -> None:
    made = "# This file is auto-generated by code-generation, do not edit\nfrom a import f\n"
    assert claimed(tmp_path, PYTHON | {"c.py": made, "p/__init__.py": made, "d.py": "from p import f\n"}) == []
