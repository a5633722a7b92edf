"""A command line in the documentation is called wrong only where what it names stands nowhere."""

from pathlib import Path

import pytest

from worker.axes.documented_commands import prove
from worker.axes.quoting import Lines
from worker.source.read import read


def claimed(root: Path, files: dict[str, str]) -> list[tuple[str, str, int]]:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    source = read(root, files)
    return [(claim.rule.partition(".")[2], claim.file, claim.line_start) for claim in prove(source, Lines(source))]


PACKAGE = '{"name": "shop", "scripts": {"build": "tsc", "test:unit": "vitest"}}'


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("```sh\n$ npm run lint\n```\n", [("missing-script", "README.md", 2)]),
        ("Run `yarn run lint` first.\n", [("missing-script", "README.md", 1)]),
        ("```sh\nnpm run build\nnpm run test:unit -- --watch\n```\n", []),
        ("```sh\ncd ../other\nnpm run lint\n```\n", []),
        ("```js\nnpm run lint\n```\n", []),
        ('Add `"lint": "eslint"` to your scripts; then `npm run lint`.\n', []),
        ("`npm run lint` was removed.\n", []),
        ("Then npm run lint, as ever.\n", []),
    ],
)
def test_a_script(tmp_path: Path, page: str, found: list[tuple[str, str, int]]) -> None:
    assert claimed(tmp_path, {"package.json": PACKAGE, "README.md": page}) == found


def test_a_script_on_a_page_about_another_project_or_time(tmp_path: Path) -> None:
    pages = dict.fromkeys(("docs/guide.md", "CHANGELOG.md", "README.zh-CN.md", "docs/migration.md"), "`npm run lint`\n")
    assert claimed(tmp_path, {"package.json": PACKAGE, **pages}) == []


MAKE = ".PHONY: all\nall: build test\n\nbuild test:\n\techo\n\nX := a\n"


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("```\nmake lint\n```\n", [("missing-target", "docs/development.md", 2)]),
        ("Try `make lint V=1`.\n", [("missing-target", "docs/development.md", 1)]),
        ("```\nmake build\nmake test\nmake all\nmake src\n```\n", []),
        ("`make sure of it`, make lint\n", []),
    ],
)
def test_a_make_target(tmp_path: Path, page: str, found: list[tuple[str, str, int]]) -> None:
    assert claimed(tmp_path, {"Makefile": MAKE, "docs/development.md": page, "src/a.py": ""}) == found


@pytest.mark.parametrize("more", ["%.o: %.c\n\tcc\n", "include other.mk\n", "$(ALL):\n\techo\n"])
def test_a_makefile_that_does_not_name_all_its_targets(tmp_path: Path, more: str) -> None:
    assert claimed(tmp_path, {"Makefile": MAKE + more, "README.md": "`make lint`\n"}) == []


CLI = {
    "pyproject.toml": "[project]\nname = 'shop'\n[project.scripts]\nshop = 'shop.cli:main'\n",
    "shop/__init__.py": "",
    "shop/cli.py": "import argparse\n\nparser = argparse.ArgumentParser()\nparser.add_argument('--dry-run')\n\n"
    "def main(max_items=3, colour=True):\n    parser.parse_args()\n",
}


@pytest.mark.parametrize(
    ("page", "found"),
    [
        ("```console\n$ shop sell --cheaper\n```\n", [("unknown-flag", "README.md", 2)]),
        ("Use `shop --cheaper=3`.\n", [("unknown-flag", "README.md", 1)]),
        ("`shop sell --dry-run --max-items 3 --no-colour --help`\n", []),
        ("`other --cheaper` or `shop run pytest --cheaper` or `shop sell it now --cheaper`\n", []),
        ("`shop --cheaper` is not yet there.\n", []),
    ],
)
def test_a_flag(tmp_path: Path, page: str, found: list[tuple[str, str, int]]) -> None:
    assert claimed(tmp_path, {**CLI, "README.md": page}) == found


@pytest.mark.parametrize(
    ("files", "program"),
    [
        ({"package.json": '{"name": "@a/shop", "bin": "cli.js"}', "cli.js": "go();\n"}, "shop"),
        ({"package.json": '{"bin": {"till": "cli.js"}}', "cli.js": "go();\n"}, "till"),
        ({"cmd/till/main.go": "package main\n\nfunc main() {}\n"}, "till"),
        ({"go.mod": "module a.com/b/shop/v2\n", "main.go": "package main\n\nfunc main() {}\n"}, "shop"),
        ({"setup.py": "setup(entry_points={'console_scripts': ['till = a.b:main']})\n"}, "till"),
    ],
)
def test_whose_program_it_is(tmp_path: Path, files: dict[str, str], program: str) -> None:
    assert claimed(tmp_path, {**files, "README.md": f"`{program} --cheaper`\n"}) == [("unknown-flag", "README.md", 1)]
