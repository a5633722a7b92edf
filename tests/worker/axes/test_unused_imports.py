"""Imports that nothing uses, and the many that only look so."""

from pathlib import Path

import pytest

from app.domain.evidence import Quote, Rule
from app.domain.finding import Claim
from worker.axes.utility import prove
from worker.graph.build import build
from worker.source.read import read

RUNS = '\n\ndef run():\n    return 1\n\n\nif __name__ == "__main__":\n    run()\n'


def claimed(root: Path, files: dict[str, str]) -> list[Claim]:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    source = read(root, files)
    return [claim for claim in prove(source, build(source)) if claim.rule == "utility.unused-import"]


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("a.py", "import json\n" + RUNS, "json"),
        ("a.py", "import os, sys\nprint(os.name)\n" + RUNS, "sys"),
        ("a.py", "from json import (\n    dumps,\n    loads,\n)\n\nprint(dumps(1))\n" + RUNS, "loads"),
        ("a.py", "import numpy as np\n" + RUNS, "np"),
        ("a.py", "from collections import OrderedDict as Ordered\n" + RUNS, "Ordered"),
        ("a.py", "import json\n\n\ndef run(request):\n    return request.json\n\n\nprint(run(1))\n", "json"),
        ("a.py", 'import json\n\n\ndef run():\n    """Read json."""\n    return 1\n\n\nprint(run())\n', "json"),
        ("a.ts", 'import { a, b } from "b";\nconsole.log(a);\n', "b"),
        ("a.ts", 'import b from "b";\nconsole.log(x.b);\n', "b"),
        ("a.ts", 'import * as fs from "fs";\nconsole.log(1);\n', "fs"),
        ("a.tsx", 'import { Card } from "./card";\nexport const A = () => <p>a</p>;\nA();\n', "Card"),
    ],
)
def test_a_name_that_stands_nowhere_else_is_told(tmp_path: Path, name: str, text: str, told: str) -> None:
    (claim,) = claimed(tmp_path, {name: text, "b.ts": "export const a = 1;\nexport const b = 2;\n"})
    assert f"`{told}`" in claim.title


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("pkg/__init__.py", "import json\n" + RUNS),
        ("a.py", "from json import loads\n\n__all__ = ['loads']\n" + RUNS),
        ("a.py", "from json import loads as loads\n" + RUNS),
        ("a.py", "import json  # noqa: F401\n" + RUNS),
        ("a.py", "# flake8: noqa\nimport json\n" + RUNS),
        ("a.py", "# registers the codecs\nimport json\n" + RUNS),
        ("a.py", "from __future__ import annotations\n" + RUNS),
        ("a.py", "import readline\n" + RUNS),
        ("a.py", "import some_plugin\n" + RUNS),
        ("a.py", "import some.plugin\n" + RUNS),
        ("a.py", "from mpl_toolkits.mplot3d import Axes3D\n" + RUNS),
        ("a.py", "from sklearn.experimental import enable_iterative_imputer\n" + RUNS),
        ("a.py", "try:\n    import json\nexcept ImportError:\n    raise SystemExit\n" + RUNS),
        ("a.py", "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    import json\n" + RUNS),
        ("a.py", "import decimal\n\nx = []  # type: list[decimal.Decimal]\n" + RUNS),
        ("a.py", "import decimal\n\n\ndef run(x: 'decimal.Decimal'):\n    return x\n\n\nprint(run(1))\n"),
        ("a.py", 'import json\n\n\ndef run():\n    """Go.\n\n    >>> json.loads("1")\n    1\n    """\n\n\nprint(run())\n'),
        ("a.py", "import json\n\nprint(eval(input()))\n" + RUNS),
        ("a.py", "import json\nimport os\n"),
        ("conftest.py", "from fixtures import db\n" + RUNS),
        ("tests/test_a.py", "from fixtures import db\n\n\ndef test_a():\n    assert 1 + 1 == 2\n"),
        ("settings.py", "from base import DEBUG\n" + RUNS),
        ("wsgi2.py", "from shop import application\n" + RUNS),
        ("compat.py", "from json import loads\n" + RUNS),
        ("a.py", "from . import signals\n" + RUNS),
        ("a.py", "import json\nprint(\n" + RUNS),
        ("a.tsx", 'import React from "react";\nexport const A = () => <p>a</p>;\nA();\n'),
        ("a.ts", 'import "./b";\nconsole.log(1);\n'),
        ("a.ts", 'import type { b } from "./b";\nconsole.log(1);\n'),
        ("a.ts", 'import { b } from "./b";\nexport { b };\nconsole.log(1);\n'),
        ("a.ts", 'import { b } from "./b";\n/** @type {b} */\nexport const x = 1;\nconsole.log(x);\n'),
        ("a.ts", 'import { b } from "./b"; // eslint-disable-line\nconsole.log(1);\n'),
        ("a.ts", '/* eslint-disable */\nimport { b } from "./b";\nconsole.log(1);\n'),
        ("a.ts", 'import f from "fastify";\ndeclare module "fastify" {\n  interface A { b: string }\n}\nconsole.log(1);\n'),
        ("a.d.ts", 'import { b } from "./b";\nexport const x: number;\n'),
        ("a.js", 'const b = require("./b");\nconsole.log(1);\n'),
        ("a.go", 'package main\n\nimport _ "embed"\n\nfunc main() {}\n'),
    ],
)
def test_an_import_with_another_sense_is_not(tmp_path: Path, name: str, text: str) -> None:
    others = {"b.ts": "export const a = 1;\nexport const b = 2;\n", "signals.py": "print(1)\n"}
    assert claimed(tmp_path, others | {name: text}) == []


@pytest.mark.parametrize(
    "other",
    [
        "from a import json\n\nprint(json)\n",
        "import a\n\nprint(a.json)\n",
        "from a import *\n\nprint(json)\n",
        "from unittest import mock\n\nprint(mock.patch('a.json'))\n",
    ],
    ids=["imported from there", "as a member", "by a star", "patched there"],
)
def test_a_name_that_others_take_from_the_file_is_not_told(tmp_path: Path, other: str) -> None:
    assert len(claimed(tmp_path, {"a.py": "import json\n" + RUNS})) == 1
    assert claimed(tmp_path, {"a.py": "import json\n" + RUNS, "b.py": other}) == []


def test_a_module_that_nobody_else_loads_may_be_there_to_be_loaded(tmp_path: Path) -> None:
    models = {"models.py": "class User:\n    pass\n\n\nclass Item(User):\n    pass\n"}
    importing = {"a.py": "from models import User\n" + RUNS}
    assert claimed(tmp_path, models | importing) == []
    assert len(claimed(tmp_path, models | importing | {"b.py": "from models import Item\n\nprint(Item())\n"})) == 1


@pytest.mark.parametrize(
    "config",
    [
        {"setup.cfg": "[flake8]\nignore = E203,\n    F401\n"},
        {"pyproject.toml": '[tool.ruff.lint]\nignore = [\n    "F401",\n]\n'},
        {"pyproject.toml": '[tool.ruff.lint.per-file-ignores]\n"a.py" = ["E501", "F401"]\n'},
        {".flake8": "[flake8]\nper-file-ignores =\n    */x.py:E1\n    a.py:F401\n"},
    ],
)
def test_what_the_linter_was_told_to_leave_alone_is_left_alone(tmp_path: Path, config: dict[str, str]) -> None:
    files = {"a.py": "import json\n" + RUNS, "c.py": "import json\n" + RUNS}
    told = {claim.file for claim in claimed(tmp_path, files | config)}
    assert "a.py" not in told
    assert ("c.py" in told) == ("a.py" in next(iter(config.values())))


def test_a_file_is_told_once_with_all_of_its_unused_imports(tmp_path: Path) -> None:
    (claim,) = claimed(tmp_path, {"a.py": "import json\nimport os\nimport sys\n\nprint(os.name)\n" + RUNS})
    quotes = [one for one in claim.evidence if isinstance(one, Quote)]
    assert [(one.line_start, one.text) for one in quotes] == [(1, "import json"), (3, "import sys")]
    assert [one.line for one in claim.evidence if isinstance(one, Rule)] == [1]
    assert "`json` (line 1), `sys` (line 3) are imported" in claim.message


def test_a_single_import_can_be_deleted_as_it_is(tmp_path: Path) -> None:
    (alone,) = claimed(tmp_path, {"a.py": "import json\n" + RUNS})
    (one_of_two,) = claimed(tmp_path, {"a.py": "import json, os\n\nprint(os.name)\n" + RUNS})
    assert [one.suggestion.replacement for one in (alone, one_of_two) if one.suggestion is not None] == ["", None]
