"""`rm -rf "$DIR"/*`, where nothing gives `DIR` a value: told only where a script cannot get one in any way that is seen.

https://www.shellcheck.net/wiki/SC2115
"""

import re
from collections.abc import Iterator

from tree_sitter import Node

from worker.axes.patterns.pattern import Match, above, walk
from worker.source.classify import is_test
from worker.source.words import text_of

_GUARDED = re.compile(r"\bset\s[^\n;#]*(?:(?<=\s)-\w*u|\bnounset\b)|^#!.*\s-\w*u", re.MULTILINE)
_EMPTIABLE = re.compile(r"\"?\$(?:(\w+)|\{(\w+)\})\"?/\"?\*?\"?")
_UNSEEN = frozenset({"source", ".", "eval", "trap", "load", "shopt"})
"""Commands behind which a variable may get any value."""
_ALWAYS_SET = frozenset({"HOME", "PWD", "USER", "RANDOM", "SECONDS", "HOSTNAME", "UID", "EUID", "LINENO", "pkgdir", "srcdir"})
_EMPTY = re.compile(r"[\"']?(?:\$\{?\d\}?)?[\"']?")
_POSITIONAL = re.compile(r"\$\{?[\d#@*]")
_TESTS = frozenset({"test", "[", "[[", "let", "expr"})
_TOLD = re.compile(r"(^|/)(?:[^/]*Dockerfile[^/]*|[Mm]akefile|\.env[^/]*|[^/]+\.(?:ya?ml|toml|json|env|conf|service|mk))$")
"""Files that may start a script with variables of their own."""
_SHOW = frozenset({"echo", "printf"})
_DECLARES = frozenset({"local", "declare", "typeset"})


def removes_root(match: Match) -> bool:
    """Whether the command empties a folder that may be the root of the machine."""
    command, facts = match.node("here"), match.file.facts
    words = [match.text(child) for child in command.named_children[1:]]
    if not any(re.fullmatch(r"-\w*[rR]\w*|--recursive", word) for word in words) or _GUARDED.search(match.file.text):
        return False
    for word in words:
        found = _EMPTIABLE.fullmatch(word)
        name = (found[1] or found[2]) if found is not None else ""
        if name and not name.isdigit() and name not in _ALWAYS_SET and not facts.broken and _may_be_empty(match, name):
            match.words |= {"name": name, "code": match.text(command)}
            return True
    return False


def _may_be_empty(match: Match, name: str) -> bool:
    """Whether the script neither gives the variable a value nor asks for it: each place where its name stands must be known."""
    root = match.node("here")
    while root.parent is not None:
        root = root.parent
    functions = {match.text(node.child_by_field_name("name")) for node in walk(root) if node.type == "function_definition"}
    given = False
    for node in walk(root):
        if node.type == "command" and match.text(node.child_by_field_name("name")) in _UNSEEN:
            return False
        if node.type not in ("variable_name", "word", "string_content", "raw_string"):
            continue
        # In a text, and as a word, the name may be handed to what reads or checks it.
        if node.type in ("string_content", "raw_string") or match.text(node) != name:
            if node.type != "variable_name" and _hands_on(match, node, name):
                return False
            continue
        role = _role(match, node, functions)
        if role is None:
            return False
        given = given or role
    return given or not _given_elsewhere(match, name)


def _hands_on(match: Match, node: Node, name: str) -> bool:
    if re.search(rf"(?<![\w$/.-]){name}(?![\w/.-])", match.text(node)) is None:
        return False
    command = above(node, "command") if node.type != "word" else None
    return command is None or match.text(command.child_by_field_name("name")) not in _SHOW


def _role(match: Match, node: Node, functions: set[str]) -> bool | None:
    """Say whether the name gets a value here that may be empty; None where it may get another one, or is checked."""
    around = node.parent
    if around is None:
        return None
    if around.type == "variable_assignment":
        value = around.child_by_field_name("value")
        written = match.text(around).partition("=")
        if written[0] != match.text(node) or not _EMPTY.fullmatch(match.text(value)):
            return None
        # What a function is called with is known to its callers.
        inside = above(around, "function_definition")
        return None if "$" in written[2] and (inside is not None or _asks_for_arguments(match)) else True
    if around.type == "declaration_command":
        return False if match.text(around).split()[0] in _DECLARES else None
    if node.type == "word":
        loop = around.parent
        reads = around.type == "command" and match.text(around.child_by_field_name("name")) == "read"
        return True if reads and loop is not None and loop.type == "while_statement" else None
    plain = around.type == "simple_expansion" or match.text(around) == f"${{{match.text(node)}}}"
    return None if not plain or _is_asked(match, around, functions) else False


def _is_asked(match: Match, node: Node, functions: set[str]) -> bool:
    """Whether what is done with a value may be to look whether there is one: a test, or a function that may do anything."""
    for around in _around(node):
        if around.type in ("test_command", "binary_expression", "unary_expression"):
            return True
        if around.type == "case_statement":
            return around.named_children[0].start_byte <= node.start_byte < around.named_children[0].end_byte
        if around.type in ("do_group", "compound_statement", "function_definition"):
            return around.type == "compound_statement" and match.text(around).startswith("((")
        if around.type == "command":
            name = match.text(around.child_by_field_name("name"))
            return name in functions or name in _TESTS or "$" in name
    return False


def _around(node: Node) -> Iterator[Node]:
    here = node.parent
    while here is not None:
        yield here
        here = here.parent


def _asks_for_arguments(match: Match) -> bool:
    """Whether the script, outside of its functions, asks what it was started with, or starts with other arguments."""
    root = match.node("here")
    while root.parent is not None:
        root = root.parent
    for node in walk(root):
        tests = node.type in ("test_command", "case_statement", "expansion", "compound_statement", "while_statement")
        named = match.text(node.child_by_field_name("name")) if node.type == "command" else ""
        if not tests and named not in (*_TESTS, "set", "shift", "getopts"):
            continue
        text = match.text(node)
        if node.type == "expansion" and not re.match(r"\$\{\d+\W", text.rstrip("}")):
            continue
        if node.type == "case_statement":
            text = match.text(node.named_children[0])
        if node.type == "compound_statement" and not text.startswith("(("):
            continue
        if node.type == "while_statement":
            text = match.text(node.named_children[0])
        if above(node, "function_definition") is None and (_POSITIONAL.search(text) or named in ("set", "shift", "getopts")):
            return True
    return False


def _given_elsewhere(match: Match, name: str) -> bool:
    """Whether another file may give the script the variable: one that runs or reads it, or says what is in the environment.

    A file that is no script of its own gets its variables from whoever reads it.
    """
    source, here = match.file.source, match.file.path
    plain = here.endswith((".sh", ".bash", ".ksh", ".zsh")) or match.file.text.startswith("#!")
    if not plain or is_test(here):
        return True
    base = re.escape(here.rpartition("/")[2])
    gives = re.compile(rf"\b{name}\s*[:?+]?=|\b{name}[\"']?\s*:|\bENV\s+{name}\b|(?:source|\.)\s+\S*{base}\b")
    others = [path for path, facts in source.files.items() if facts.language == "bash" and path != here]
    others += [path for path in source.others if path != here and _TOLD.search(path)]
    return any(gives.search(text_of(source.root, path)) is not None for path in others)
