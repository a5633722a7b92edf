"""One word of a hundred thousand characters, wherever a repository may hold one: it is passed over, not chewed on.

Patterns that try every start, or every split, of such a word need minutes to hours for it; the suite's time limit tells.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.globs import Globs
from worker.graph.build import build
from worker.publish import neutralise
from worker.publish.secrets import mask
from worker.source.read import read

LONG = 100_000
WORDS = ["a", ".", "-", "/", "_", "a.", "a/"]


def long(word: str) -> str:
    return (word * LONG)[:LONG]


@pytest.mark.parametrize("word", WORDS)
def test_a_repository_of_long_words_is_read_and_linked(word: str, tmp_path: Path) -> None:
    text = long(word)
    files = {
        "pyproject.toml": f'[project]\nname = "shop"\ndescription = "{text}"\n',
        "package.json": f'{{"name": "shop", "scripts": {{"start": "{text}"}}, "files": ["{text}"],'
        f' "exports": {{".": "./web/{"*a" * 40}b.js"}}}}',
        "setup.cfg": f"[tool:pytest]\npython_files = {text}\n",
        "shop/__init__.py": "",
        "shop/main.py": f'from shop import prices\n\nDATA = "{text}"\n\n\ndef main(name):\n    """{text}"""\n'
        f'    # {text}\n    return getattr(prices, f"{text} {{name}} {text}")\n',
        "shop/prices.py": "def total():\n    return 1\n",
        "web/app.js": f'// {text}\nimport {{ x }} from "./x.js";\nexport const data = "{text}(";\n'
        f"x(`{text}${{data}}{text}`);\n",
        "web/" + "a" * 200 + ".js": "",
        "web/x.js": "export function x() {}\n",
        "web/index.html": f'<script src="app.js"></script><a href={text}>{text}</a>\n',
        "notes.md": f"import {text}\n",
        "data.txt": text,
        "run.sh": f"python -m {text}\n",
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content)
    source = read(tmp_path, sorted(files))
    graph = build(source)
    assert graph.reach("shop/prices.py", "total").state == "unreachable", "none of these words is its name"


@pytest.mark.parametrize(
    "write", [mask, neutralise.clean, neutralise.plain, neutralise.prose, neutralise.fenced, neutralise.title]
)
@pytest.mark.parametrize("word", [*WORDS, "token", "token='", "://a:", "eyJ-", "-----BEGIN ", "`a", ":a"])
def test_a_long_word_is_quoted(word: str, write: Callable[[str], str]) -> None:
    assert write(long(word))


@pytest.mark.parametrize("word", ["*a", "*?", "?*", "[ab]*", "**/"])
def test_a_long_pattern_is_compared(word: str) -> None:
    assert not Globs.covering([(word * 200)[:200] + "b"]).match("a/" + "a" * 250 + "/c")
