"""Code that no test runs: claimed only where no possible way from a test leads to it."""

from pathlib import Path

import pytest

from worker.axes.tests import prove
from worker.graph.build import build
from worker.source.read import read

BRANCHY = "def {name}(a):\n    if a > 1:\n        return 1\n    if a < 0:\n        return 2\n    return 3\n\n\n"
SHORT = "def {name}(a):\n    return a\n\n\n"
FILES = {
    "shop/__init__.py": "",
    "shop/a.py": BRANCHY.format(name="tried") + BRANCHY.format(name="never_tried"),
    "run.py": "from shop.a import never_tried, tried\n\nprint(never_tried(1), tried(2))\n",
    "tests/test_a.py": "from shop.a import tried\n\n\ndef test_a():\n    assert tried(1) == 3\n",
}


def claimed(root: Path, files: dict[str, str]) -> list[str | None]:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    source = read(root, files)
    return [claim.symbol for claim in prove(source, build(source)).claims]


def test_what_no_test_leads_to_is_claimed(tmp_path: Path) -> None:
    assert claimed(tmp_path, FILES) == ["never_tried"]


@pytest.mark.parametrize(
    "change",
    [
        {"tests/test_a.py": "print('no test of ours')\n", "tests/test_b.py": "import subprocess\nsubprocess.run(['run.py'])\n"},
        {"tests/test_b.py": "def test_b(thing):\n    assert thing.never_tried(1)\n"},
        {"tests/test_b.py": "def test_b(call):\n    assert call('never_tried')\n"},
        {
            "shop/a.py": BRANCHY.format(name="tried")
            + BRANCHY.format(name="never_tried").replace(":\n", ':\n    """Say.\n\n    >>> never_tried(3)\n    2\n    """\n', 1)
        },
        {"shop/a.py": BRANCHY.format(name="tried") + SHORT.format(name="never_tried")},
    ],
    ids=[
        "a test that starts programs",
        "an attribute",
        "its name in a string",
        "a doctest",
        "nothing to get wrong",
    ],
)
def test_what_a_test_may_run_unseen_is_not(tmp_path: Path, change: dict[str, str]) -> None:
    assert claimed(tmp_path, FILES | change) == []


def test_a_repository_without_tests_gets_no_list(tmp_path: Path) -> None:
    assert claimed(tmp_path, {name: text for name, text in FILES.items() if not name.startswith("tests/")}) == []


PAGE = "export default function SignIn(a) {\n  if (a > 1) {\n    return 1;\n  }\n  return a ? 2 : 3;\n}\n"
NEXT = {
    "package.json": '{"name": "shop", "private": true, "dependencies": {"next": "1"}}',
    "pages/sign-in.js": PAGE,
    "lib/a.js": PAGE.replace("default function SignIn", "function tried"),
    "lib/a.test.js": "import { tried } from './a';\n\nit('is', () => expect(tried(1)).toBe(2));\n",
}


def test_what_a_framework_starts_is_run_by_a_test_that_visits_it(tmp_path: Path) -> None:
    assert claimed(tmp_path / "unit", NEXT) == ["SignIn"]
    visit = "import { test } from '@playwright/test';\n\ntest('is', async ({ page }) => page.goto('/sign-in'));\n"
    assert claimed(tmp_path / "visited", NEXT | {"e2e/a.test.js": visit}) == []


def test_no_list_in_a_language_in_which_nobody_writes_tests(tmp_path: Path) -> None:
    starts = {"tests/test_b.py": "import subprocess\n\n\ndef test_b():\n    subprocess.run(['node', 'main.js'])\n"}
    scripts = {"main.js": "#!/usr/bin/env node\nconsole.log(1);\n", "rest.js": PAGE}
    assert claimed(tmp_path, {**FILES, **starts, **scripts}) == []
