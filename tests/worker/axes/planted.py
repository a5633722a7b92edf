"""Small pieces of code for rules: bad ones, in which a rule fires, and good ones that look alike, in which it does not."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
import tree_sitter_bash
import tree_sitter_c_sharp
import tree_sitter_go
import tree_sitter_java
import tree_sitter_rust
import tree_sitter_sql

from app.domain.finding import Claim
from worker.axes import best_practices, defects
from worker.graph.build import build
from worker.source import grammars
from worker.source.facts import FileFacts, Language, Source
from worker.source.languages import language_of, module_of
from worker.source.module import LanguageModule
from worker.source.read import read

LATER = {
    "go": tree_sitter_go.language,
    "java": tree_sitter_java.language,
    "cs": tree_sitter_c_sharp.language,
    "rs": tree_sitter_rust.language,
    "sh": tree_sitter_bash.language,
    "sql": tree_sitter_sql.language,
}
"""Languages whose rules are tested on what their grammars make of a text, whether or not their symbols are understood."""
_NAMES = {"cs": "csharp", "rs": "rust", "sh": "bash"}


class Pair(NamedTuple):
    """A rule (without its axis), a file name, code in which it fires, and code in which it does not."""

    rule: str
    file: str
    bad: str
    good: str


@contextmanager
def grammar_alone(file: str) -> Iterator[Language]:
    """Know the language of a file by its grammar."""
    ending = file.rpartition(".")[2]
    language = Language(_NAMES.get(ending, ending))
    module = LanguageModule(
        family="", grammars={language: LATER[ending]}, extensions={}, read=lambda path, _text, of: FileFacts(path, of, 1)
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grammars, "module_of", lambda of: module if of == language else module_of(of))
        yield language


def claims_in(root: Path, files: dict[str, str]) -> list[Claim]:
    """Write files and return what both provers claim about them."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    source = read(root, files)
    graph = build(source)
    return [*defects.prove(source, graph).claims, *best_practices.prove(source, graph).claims]


def fired(root: Path, file: str, text: str) -> set[str]:
    """Return the rules, without their axes, that fire in one file."""
    root.mkdir(parents=True, exist_ok=True)
    if language_of(file) is not None:
        return {one.rule.partition(".")[2] for one in claims_in(root, {file: text})}
    (root / file).write_text(text)
    with grammar_alone(file) as language:
        source = Source(str(root), {file: FileFacts(file, language, text.count("\n"))}, [], [])
        graph = build(Source(str(root), {}, [], []))
        found = [*defects.prove(source, graph).claims, *best_practices.prove(source, graph).claims]
    return {one.rule.partition(".")[2] for one in found}
