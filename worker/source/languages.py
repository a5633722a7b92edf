"""Which language module reads which file. Modules are found, not listed: one file in `worker/languages` is one module."""

import importlib
import pkgutil
import re
from functools import cache
from pathlib import PurePosixPath

from app.domain.axis import Axis
from worker.source.facts import Language
from worker.source.module import LanguageModule, Offer

_PACKAGE = "worker.languages"
_INTERPRETER = re.compile(rb"#![ \t]*(?:\S*/)?(?:env[ \t]+(?:-\S+[ \t]+)*)?(?:\S*/)?([A-Za-z]+)")


@cache
def modules() -> tuple[LanguageModule, ...]:
    """Return every language module: the value `MODULE` of each file in `worker/languages`, in the order of the file names."""
    package = importlib.import_module(_PACKAGE)
    names = sorted(found.name for found in pkgutil.iter_modules(package.__path__))
    return tuple(importlib.import_module(f"{_PACKAGE}.{name}").MODULE for name in names)


@cache
def _by_language() -> dict[Language, LanguageModule]:
    return {language: module for module in modules() for language in module.grammars}


@cache
def _by_extension() -> dict[str, Language]:
    return {ending: language for module in modules() for ending, language in module.extensions.items()}


@cache
def _by_name() -> dict[str, Language]:
    return {name: language for module in modules() for name, language in module.file_names.items()}


@cache
def _by_interpreter() -> dict[str, Language]:
    return {program: language for module in modules() for program, language in module.interpreters.items()}


def languages() -> tuple[Language, ...]:
    """Return every language that is understood."""
    return tuple(_by_language())


def module_of(language: Language) -> LanguageModule:
    """Return the module that reads `language`."""
    return _by_language()[language]


def offers(language: Language) -> dict[Axis, Offer]:
    """Return a language's row of the capability table: what is offered along each axis."""
    told = module_of(language).offers
    return {axis: told.get(axis, Offer.NOT_OFFERED) for axis in Axis}


def language_of(path: str, head: bytes = b"") -> Language | None:
    """Return the language of the file at `path` by its name, or by the first line of its text where it has no ending."""
    pure = PurePosixPath(path)
    named = _by_name().get(pure.name) or _by_extension().get(pure.suffix.lower())
    if named is not None or pure.suffix or not head.startswith(b"#!"):
        return named
    program = _INTERPRETER.match(head)
    return _by_interpreter().get(program[1].decode().rstrip("0123456789.")) if program else None
