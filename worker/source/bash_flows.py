"""Which words of a script may become the name of a command: `"$@"`, `"cmd_$1"`, `eval`, and the variables on the way there.

A name that is written out somewhere needs none of this: its text is found. What counts is what comes from outside of the text
(arguments, input) and what is put together. Ends of flows are described at `Flow`.
"""

import re
from collections.abc import Iterator

from tree_sitter import Node

from worker.source.bash_commands import ASSIGNS, CODE_AFTER, OWN_WAYS, PASSES_ON, PROGRAMS, RUNS
from worker.source.bash_given import Given, is_appended
from worker.source.bash_paths import SOURCES
from worker.source.bash_text import Script
from worker.source.bash_words import INPUT, Sources, argument, arguments, inside
from worker.source.facts import Flow

RUN = "!"
READ = "!$"
_INDIRECT = re.compile(rb"\$\{!(\w+)(\[[@*]\]|[@*]|)")
_LISTS_VARIABLES = re.compile(
    rb"\b(?:declare|typeset)[ \t]+-p[ \t]*(?:[|;)\n]|$)|\bcompgen[ \t]+-(?:v\b|A[ \t]+variable)|(?:^|[;(])[ \t]*set[ \t]*\|"
)
_BY_NAME = (b"${!", b"declare", b"typeset", b"local -", b"compgen", b"env_parallel")
_OF_FUNCTIONS = re.compile(rb"\w+[ \t]+-\w*f")
_NAME = re.compile(r"[\w:.@+-]*")
_BEFORE = re.compile(rb"(/?)([\w:.@+-]*)$")
_AFTER = re.compile(rb"([\w:.@+-]*)([/=]?)")
_MANY = re.compile(r"\$|.*\[@\]|.*\$\{?@")
"""A word that becomes several."""
_VARIABLE = re.compile(r"\"?\$\{?(\w+)(?:\[[^\]$]*\])?\}?\"?")
_FIRST_WORD = re.compile(r"[\"'(\s]*[^\s\"'$`]+\s")
_SHORTEST = 2
"""Letters that must be literal in a name which is put together, unless it stands where a command does."""


class Flows:
    """The flows of one script."""

    def __init__(
        self, script: Script, commands: list[Node], expansions: list[Node], loops: list[Node], assignments: list[Node]
    ) -> None:
        self._script = script
        self._commands, self._expansions, self._loops, self._assignments = commands, expansions, loops, assignments
        self._sources = Sources(script, commands)
        self._given = Given(script)
        self.values = self._given.values
        """What is assigned to each variable, loops included."""
        self._seen: set[tuple[int, str]] = set()
        self._is_together = not script.text.startswith(b"#!") or any(script.command_word(one) in SOURCES for one in commands)
        """Whether other scripts may assign its variables."""
        self._filled = set(re.findall(rb"\b(\w+)=\(\s*[^\s)]", script.text))

    def flows(self) -> Iterator[Flow]:
        """Yield every flow of the script."""
        # What is assigned is wanted for the paths that are sourced, whatever is run.
        assigned = [
            *(flow for loop in self._loops for flow in self._given.in_loop(loop)),
            *(flow for assignment in self._assignments for flow in self._given.in_assignment(assignment)),
        ]
        if not self._is_together and not self._runs_computed():
            return
        yield from assigned
        for command in self._commands:
            yield from self._given.by_reading(command)
        for node in self._expansions:
            yield from self._indirect(node)
            yield from self._expansion(node)
        if _LISTS_VARIABLES.search(self._script.text):
            yield Flow(INPUT, READ, 1)
        yield Flow(INPUT, "$OPTARG", 1)

    def _runs_computed(self) -> bool:
        """Whether anything here could be run or read by a computed name at all."""
        words = {self._script.command_word(command) for command in self._commands}
        return bool(words & RUNS) or any(word in self._script.text for word in _BY_NAME)

    def _indirect(self, node: Node) -> Iterator[Flow]:
        """Yield what `${!x}` reads: the variable of which x holds the name."""
        found = _INDIRECT.match(self._script.text, node.start_byte, node.end_byte)
        if found is None or found[2][:1] == b"[":
            return
        name, line = found[1].decode(), self._script.line_of(node)
        if found[2]:
            yield Flow(INPUT, f"!{name}*", line)
            return
        for source in self._sources.of(node).first if name.isdigit() else (f"${name}",):
            yield Flow(source, READ, line)

    # -- where they go ----------------------------------------------------------------------------------------------------

    def _expansion(self, node: Node) -> Iterator[Flow]:
        """Follow an expansion outwards, to the command, assignment or loop that takes its value."""
        outer = child = node
        around = node.parent
        more = False
        while around is not None:
            kind = around.type
            if kind == "command":
                yield from self._in_command(around, child, outer)
                return
            if kind == "variable_assignment":
                yield from self._assigned(around, child, outer, more=more)
                return
            if kind == "declaration_command":
                # `declare "$name=$value"`: any variable may be meant; `export -f $names`: any function.
                names_functions = _OF_FUNCTIONS.match(self._script.text, around.start_byte) is not None
                yield Flow(INPUT, RUN if names_functions else "$?", self._script.line_of(node))
                return
            if kind == "for_statement":
                name = around.child_by_field_name("variable")
                if child.type != "do_group" and name is not None:
                    variable = f"${self._script.string_of(name)}"
                    yield from self._put(outer, variable, variable)
                return
            if kind in ("string", "concatenation", "simple_expansion", "expansion"):
                # An expansion may stand in another one: `${x:-$y}`.
                outer = around
            elif kind == "array":
                more = more or child.start_byte != around.named_children[0].start_byte
            elif kind not in ("subscript", "command_name"):
                return
            child, around = around, around.parent

    def _in_command(self, command: Node, child: Node, outer: Node) -> Iterator[Flow]:
        if child.type == "command_name":
            yield from self._put(outer, RUN, is_command=True)
            return
        word = self._script.command_word(command)
        if not self._may_be_function(word):
            if word not in PROGRAMS:
                # Some programs are given functions to run, which they know by their names.
                yield from self._pieces(outer, inside(outer))
            return
        words = [self._script.string_of(one) for one in self._script.words_of(command) if one.end_byte <= outer.start_byte]
        if word in ("eval", "alias", "bind") or (word == "trap" and not words) or (words and CODE_AFTER.get(word) == words[-1]):
            yield from self._put_in_code(outer)
            return
        while word in PASSES_ON:
            words = [one for one in words if not one.startswith("-")]
            if not words:
                yield from self._put(outer, RUN, is_command=True)
                return
            word, words = words[0].strip("\"'"), words[1:]
        line = self._script.line_of(outer)
        if word in ASSIGNS:
            yield Flow(INPUT, "$?", line)
        elif word == "set":
            yield from self._put_arguments(outer, self._script.scope_at(command.start_byte), 1, some=True)
        elif word and "$" not in word:
            yield from self._put_arguments(outer, word, len(words) + 1, some=any(_MANY.match(one) for one in words))
        else:
            for target in self._targets(command):
                yield from self._put(outer, target, target)

    def _targets(self, command: Node) -> list[str]:
        """Return whose arguments a command has whose name is computed: of the functions that its variable is known to hold."""
        name = command.child_by_field_name("name")
        variable = _VARIABLE.fullmatch(self._script.string_of(name)) if name is not None else None
        if variable is None:
            return ["?"]
        values = [self._script.string_of(value).strip("\"'") for value in self.values.get(variable[1], ())]
        if any("$" in value or "`" in value for value in values) or (not values and self._is_together):
            return ["?"]
        functions = dict.fromkeys(value.split()[0] for value in values if value.split())
        return [target for function in functions for target in arguments(function)]

    def _may_be_function(self, word: str) -> bool:
        """Whether it matters what a command is called with: it is a function, or it is treated in a way of its own."""
        if not word or word in OWN_WAYS or self._script.is_function(word):
            return True
        return self._is_together and word not in PROGRAMS

    def _put_arguments(self, outer: Node, function: str, position: int, *, some: bool) -> Iterator[Flow]:
        """Yield what goes to the arguments of a function from `position` on; `some`: it is not known where it starts."""
        if some:
            for target in arguments(function, position):
                yield from self._put(outer, target, target)
            return
        written = self._script.string_of(outer)
        many = written.startswith("$") or _MANY.match(written.strip('"')[1:]) is not None or "@" in written
        yield from self._put(outer, argument(function, position))
        for one in inside(outer) if many else ():
            further = self._sources.of(one).further
            for step in range(1, 11 - position + 1):
                for source in further[min(step, len(further)) - 1] if further else ():
                    yield Flow(source, argument(function, position + step), self._script.line_of(outer))

    def _assigned(self, assignment: Node, child: Node, outer: Node, *, more: bool) -> Iterator[Flow]:
        name = assignment.child_by_field_name("name")
        value = assignment.child_by_field_name("value")
        if name is None or value is None or child.id != value.id:
            return
        variable = self._script.string_of(name).partition("[")[0]
        appended = is_appended(assignment) and value.type == "array" and variable.encode() in self._filled
        starts = value.type != "array" and _FIRST_WORD.match(self._script.string_of(value)) is not None
        further = f"${variable}+"
        yield from self._put(outer, further if more or appended or starts else f"${variable}", further)
        before = assignment.prev_sibling
        if before is not None and self._script.string_of(before).startswith("-n"):
            yield Flow(INPUT, f"${variable}", self._script.line_of(assignment))
            yield Flow(f"${variable}", READ, self._script.line_of(assignment))

    def _put(self, outer: Node, target: str, further: str = "", *, is_command: bool = False) -> Iterator[Flow]:
        """Yield what goes to `target` with the first word of `outer`, and to `further` with the others."""
        if (outer.start_byte, target) in self._seen:
            return
        self._seen.add((outer.start_byte, target))
        line, parts = self._script.line_of(outer), inside(outer)
        data = self._script.text[outer.start_byte : outer.end_byte].strip(b"\"'")
        shown = self._script.string_of(outer)
        prefix, suffix = self._around(outer, parts)
        if is_command and "/" in _between(shown):
            return
        plain = _NAME.fullmatch(prefix) and _NAME.fullmatch(suffix) and not re.search(r"[\s/=]", _between(shown))
        if plain and (prefix or suffix):
            if prefix.startswith("-"):
                return
            if is_command or len(prefix) + len(suffix) >= _SHORTEST:
                yield Flow(INPUT, f"!{prefix}*{suffix}", line)
                return
        if plain and (len(parts) > 1 or prefix or suffix):
            yield Flow(INPUT, target, line)
            return
        if not plain and b"/" not in data:
            yield from self._pieces(outer, parts)
        for one in parts:
            words = self._sources.of(one)
            for source in words.first:
                yield Flow(source, target, line)
            for source in dict.fromkeys(source for sources in words.further for source in sources) if further else ():
                yield Flow(source, further, line)

    def _around(self, outer: Node, parts: list[Node]) -> tuple[str, str]:
        """Return what stands before the first expansion of a word and after the last."""
        if not parts:
            return "", ""
        data = self._script.text[outer.start_byte : outer.end_byte]
        prefix = data[: parts[0].start_byte - outer.start_byte].decode("utf-8", "replace").lstrip("\"'")
        return prefix, data[parts[-1].end_byte - outer.start_byte :].decode("utf-8", "replace").rstrip("\"'")

    def _pieces(self, outer: Node, parts: list[Node]) -> Iterator[Flow]:
        """Yield the names that may be put together in a text of several words."""
        line, data = self._script.line_of(outer), self._script.text
        for one in parts:
            before, after = (
                _BEFORE.search(data[outer.start_byte : one.start_byte]),
                _AFTER.match(data[one.end_byte : outer.end_byte]),
            )
            if before is not None and after is not None and not before[1] and not after[2]:
                prefix, suffix = before[2].decode(), after[1].decode()
                if len(prefix) + len(suffix) >= _SHORTEST and not prefix.startswith("-"):
                    yield Flow(INPUT, f"!{prefix}*{suffix}", line)

    def _put_in_code(self, outer: Node) -> Iterator[Flow]:
        """Yield what goes into code that is run: each expansion may be a name or part of one."""
        line, data, parts = self._script.line_of(outer), self._script.text, inside(outer)
        for one, following in zip(parts, [*parts[1:], None], strict=True):
            before, after = (
                _BEFORE.search(data[outer.start_byte : one.start_byte]),
                _AFTER.match(data[one.end_byte : outer.end_byte]),
            )
            prefix, suffix = (before[2].decode() if before else ""), (after[1].decode() if after else "")
            if after is not None and after[2] == b"=":
                yield Flow(INPUT, "$?", line)
            elif prefix or suffix:
                yield Flow(INPUT, f"!{prefix}*{suffix}", line)
            else:
                words = self._sources.of(one)
                joined = following is not None and following.start_byte == one.end_byte
                for source in (
                    *words.first,
                    *(source for sources in words.further for source in sources),
                    *([INPUT] if joined else ()),
                ):
                    yield Flow(source, RUN, line)
                    yield Flow(source, READ, line)


def _between(text: str) -> str:
    """Return a word without its expansions, roughly."""
    return re.sub(r"\$\{[^}]*\}|\$\([^)]*\)|\$\w+|`[^`]*`", "", text)
