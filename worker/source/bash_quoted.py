"""Code of shell scripts that stands in quotes, or that is handed to another shell: `trap 'on_$signal'`, `$(declare -f)`."""

import re
from collections.abc import Iterable, Iterator

from tree_sitter import Node

from worker.source.bash_text import Script
from worker.source.bash_words import INPUT
from worker.source.facts import Flow

RUN = "!"
READ = "!$"
_PUT_TOGETHER = re.compile(
    r"([A-Za-z_][\w:.@+-]+)\$(?:\w+|\{[^{}$]*\}|\([^()]*\))([\w:.@+-]*)|\$(?:\d|\{[^{}$]*\}|\([^()]*\))([\w:.@+-]{2,})"
)
"""A name of which a part is filled in."""
_VARIABLE = re.compile(r"\$\{?(\w+|[@*])")
_ALL_FUNCTIONS = re.compile(rb"\b(?:declare|typeset)[ \t]+-[fx]*f[fx]*[ \t]*(?:[|;)\n\"`]|$)")
_ASKED_FOR = re.compile(rb"(?<=-v[ \t])[\"']?(\w*)\$(?:\w+|\{[^{}$]*\})(\w*)")
_ARGUMENT_AND_MORE = re.compile(rb"(\w*)\$\d([A-Za-z_][\w:.@+-]*)")
"""`$1_task`, which the grammar takes for one variable."""
_RUN_LATER = frozenset({"eval", "trap"})


def quoted(script: Script, commands: Iterable[Node], strings: Iterable[Node]) -> Iterator[Flow]:
    """Yield the names that code in single quotes may put together, and what it runs; and what text alone shows."""
    for node in strings:
        text = script.string_of(node)
        if node.type == "raw_string" and "$" in text:
            for found in _PUT_TOGETHER.finditer(text):
                yield Flow(INPUT, f"!{found[1] or ''}*{found[2] or found[3] or ''}", script.line_of(node))
    for command in commands:
        if script.command_word(command) in _RUN_LATER:
            yield from _run_later(script, command)
    for part in _ARGUMENT_AND_MORE.finditer(script.text):
        yield Flow(INPUT, f"!{part[1].decode()}*{part[2].decode()}", script.text.count(b"\n", 0, part.start()) + 1)
    if _ALL_FUNCTIONS.search(script.text):
        yield Flow(INPUT, RUN, 1)
    for asked in _ASKED_FOR.finditer(script.text):
        prefix, suffix = asked[1].decode(), asked[2].decode()
        yield Flow(INPUT, f"!{prefix}*{suffix}" if prefix or suffix else READ, script.text.count(b"\n", 0, asked.start()) + 1)


def _run_later(script: Script, command: Node) -> Iterator[Flow]:
    """Yield the variables that stand in quoted code: what they hold may be a command, or a variable's name."""
    line = script.line_of(command)
    for word in script.words_of(command):
        for found in _VARIABLE.finditer(script.string_of(word)) if word.type == "raw_string" else ():
            source = INPUT if found[1].isdigit() or found[1] in "@*" else f"${found[1]}"
            yield Flow(source, RUN, line)
            yield Flow(source, READ, line)
