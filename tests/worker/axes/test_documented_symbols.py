"""A dotted name in the documentation leads nowhere only where its module is closed and never holds the name."""

from pathlib import Path

import pytest

from worker.axes.documented_symbols import prove
from worker.axes.quoting import Lines
from worker.source.read import read

FILES = {"shop/__init__.py": "", "shop/prices.py": "from os import path\n\n\ndef total():\n    return path\n"}


def claimed(root: Path, files: dict[str, str]) -> list[str]:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    source = read(root, files)
    return [claim.title for claim in prove(source, Lines(source))]


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("README.md", "Call `shop.prices.sum_up()`.\n"),
        ("docs/index.rst", "Call :func:`~shop.prices.sum_up`.\n"),
        ("docs/index.rst", "Call ``shop.prices.sum_up`` twice: ``shop.prices.sum_up``.\n"),
    ],
)
def test_a_name_that_its_module_does_not_hold(tmp_path: Path, page: str, text: str) -> None:
    assert claimed(tmp_path, {**FILES, page: text}) == [
        "`shop.prices.sum_up` is documented, but `shop/prices.py` has no `sum_up`"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "`shop.prices.total` and `shop.prices.path.join`\n",
        "`shop.prices.py`\n",
        "`shop.sum_up` and `prices.sum_up` and `other.prices.sum_up`\n",
        "shop.prices.sum_up\n",
        "`shop.prices.sum_up` was removed in 2.0.\n",
    ],
)
def test_a_name_that_is_there_or_means_something_else(tmp_path: Path, text: str) -> None:
    assert claimed(tmp_path, {**FILES, "README.md": text}) == []


@pytest.mark.parametrize(
    "change",
    [
        {"shop/prices.py": "from shop.other import *\n"},
        {"shop/prices.py": "def __getattr__(name):\n    return name\n"},
        {"tests/shop/__init__.py": "", "README.md": "", "CHANGELOG.md": "`shop.prices.sum_up`\n"},
    ],
)
def test_a_module_that_may_hold_more_or_a_page_about_other_times(tmp_path: Path, change: dict[str, str]) -> None:
    assert claimed(tmp_path, {**FILES, "README.md": "`shop.prices.sum_up`\n", **change}) == []
