"""Which words of a script may become the name of a command: `"$@"`, `"cmd_$1"`, `eval`, and the variables on the way there.

A name that is written out somewhere needs none of this: its text is found. What counts is what comes from outside of the text
(arguments, input) and what is put together. Ends of flows are described at `Flow`.
"""

import re
from collections.abc import Iterable, Iterator

from tree_sitter import Node

from worker.source.bash_text import Script
from worker.source.facts import Flow

RUN = "!"
INPUT = "<"
_PASSES_ON = frozenset({"time", "coproc", "!", "run", "then", "do", "else", "if", "while", "until"})
"""Commands whose words are a command of this shell (bats's `run`). What another process runs knows no functions."""
_CODE_AFTER = {"complete": "-F", "compgen": "-F", "export": "-f"}
_READS = frozenset({"read", "mapfile", "readarray", "getopts"})
_ASSIGNS = frozenset({"declare", "typeset", "local", "export", "readonly"})
_KEEPS_VALUE = re.compile(rb":?[-=+?]|\[|:[ \t]*[\d$({]")
_EXPANSION = re.compile(rb"\$\{?([!#]?)(\w+|[@*?$!-])((?:\[[^\]]*\])?)(.*?)\}?", re.DOTALL)
_HEADS = re.compile(rb"(?:[|;&(`]|\$\(|\bthen\b|\bdo\b)\s*([A-Za-z_.][\w./-]*)")
_NO_NAMES = frozenset(
    b"cd pwd dirname realpath readlink command which type mktemp date id uname nproc hostname whoami wc stat test tput git".split()
)
"""Commands whose output is no function's name."""
_NAME = re.compile(r"[\w:.@+-]*")
_FIRST_WORD = re.compile(r"[\"'(\s]*[^\s\"'$`]+\s")
_SHORTEST = 2
"""Letters that must be literal in a name which is put together, unless it stands where a command does."""


class Flows:
    """The flows of one script."""

    def __init__(
        self, script: Script, commands: list[Node], expansions: list[Node], loops: list[Node], assignments: list[Node]
    ) -> None:
        self._script = script
        self._commands = commands
        self._expansions = expansions
        self._loops = loops
        self.values: dict[str, list[Node]] = {}
        """What is assigned to each variable, loops included."""
        self._seen: set[tuple[int, str]] = set()
        self._shifts: set[str] = set()
        for command in commands:
            if script.command_word(command) in ("shift", "set", "getopts"):
                self._shifts.add(script.scope_at(command.start_byte))
        for assignment in assignments:
            name, value = assignment.child_by_field_name("name"), assignment.child_by_field_name("value")
            if name is not None and value is not None:
                words = value.named_children if value.type == "array" else [value]
                self.values.setdefault(script.string_of(name).partition("[")[0], []).extend(words)
        self._filled = set(re.findall(rb"\b(\w+)=\(\s*[^\s)]", script.text))

    def flows(self) -> Iterator[Flow]:
        """Yield every flow of the script."""
        for loop in self._loops:
            yield from self._loop(loop)
        for command in self._commands:
            yield from self._reading(command)
        for node in self._expansions:
            yield from self._expansion(node)
        yield Flow(INPUT, "$OPTARG", 1)

    # -- sources ----------------------------------------------------------------------------------------------------------

    def _sources(self, node: Node) -> list[str]:
        """Return where the value of an expansion comes from."""
        text = self._script.text[node.start_byte : node.end_byte]
        scope = self._script.scope_at(node.start_byte)
        if node.type == "command_substitution":
            heads = _HEADS.findall(text)
            return [] if heads and all(head in _NO_NAMES for head in heads) else [INPUT]
        found = _EXPANSION.fullmatch(text)
        if found is None:
            return [INPUT]
        mark, name, index, rest = found[1], found[2].decode(), found[3], found[4]
        if mark == b"#" or name in ("0", "?", "$", "!", "-"):
            return []
        changed = mark == b"!" or not (rest == b"" or _KEEPS_VALUE.match(rest))
        sources = [INPUT] if changed else []
        if name.isdigit() or name in "@*":
            sources.append(f"{scope}()")
            if name.isdigit() and name != "1" or rest or scope in self._shifts:
                sources.append(f"{scope}(+)")
        else:
            sources.append(f"${name}")
            if index not in (b"", b"[@]", b"[*]", b"[0]"):
                sources.append(f"${name}+")
        return sources

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
                yield from self._assigned(around, child, outer, more)
                return
            if kind == "declaration_command":
                # `declare "$name=$value"`: any variable may be meant.
                yield Flow(INPUT, "$?", self._script.line_of(node))
                return
            if kind == "for_statement":
                name = around.child_by_field_name("variable")
                if child.type != "do_group" and name is not None:
                    for target in ("", "+"):
                        yield from self._put(outer, f"${self._script.string_of(name)}{target}", also_more=True)
                return
            if kind in ("string", "concatenation"):
                outer = around
            elif kind == "array":
                first = around.named_children[0].start_byte if around.named_children else -1
                more = more or child.start_byte != first
            elif kind not in ("array", "simple_expansion", "expansion", "subscript", "command_name"):
                return
            if kind in ("simple_expansion", "expansion", "subscript"):
                # An expansion in an expansion: `${x:-$y}`.
                outer = around if around.type != "subscript" else outer
            child, around = around, around.parent

    def _in_command(self, command: Node, child: Node, outer: Node) -> Iterator[Flow]:
        if child.type == "command_name":
            yield from self._put(outer, RUN, is_command=True)
            return
        word = self._script.command_word(command)
        words = [self._script.string_of(one) for one in self._script.words_of(command) if one.end_byte <= outer.start_byte]
        if word == "eval" or (word == "trap" and not words) or (words and _CODE_AFTER.get(word) == words[-1]):
            yield from self._put_in_code(outer)
            return
        while word in _PASSES_ON:
            words = [one for one in words if not one.startswith("-")]
            if not words:
                yield from self._put(outer, RUN, is_command=True)
                return
            word, words = words[0].strip("\"'"), words[1:]
        if word in _ASSIGNS:
            yield Flow(INPUT, "$?", self._script.line_of(command))
            return
        if word == "set":
            scope = self._script.scope_at(command.start_byte)
            for target in (f"{scope}()", f"{scope}(+)"):
                yield from self._put(outer, target)
            return
        if word == "printf" and words[:1] == ["-v"]:
            target = words[1] if len(words) > 1 else "?"
            yield from self._put(outer, f"${target}")
            return
        first = all(one.startswith("-") or one.isdigit() for one in words)
        function = f"{word}({'' if first else '+'})" if word and "$" not in word else "?"
        yield from self._put(outer, function)

    def _assigned(self, assignment: Node, child: Node, outer: Node, more: bool) -> Iterator[Flow]:
        name = assignment.child_by_field_name("name")
        value = assignment.child_by_field_name("value")
        if name is None or value is None or child.id != value.id:
            return
        variable = self._script.string_of(name).partition("[")[0]
        text = self._script.string_of(value)
        operator = self._script.text[name.end_byte : name.end_byte + 2]
        appended = operator == b"+=" and value.type == "array" and variable.encode() in self._filled
        more = more or appended or (value.type != "array" and _FIRST_WORD.match(text) is not None)
        yield from self._put(outer, f"${variable}{'+' if more else ''}")
        before = assignment.prev_sibling
        if before is not None and self._script.string_of(before).startswith("-n"):
            yield Flow(INPUT, f"${variable}", self._script.line_of(assignment))

    def _put(self, outer: Node, target: str, *, is_command: bool = False, also_more: bool = False) -> Iterator[Flow]:
        """Yield what goes to `target` with the whole word `outer`."""
        if (outer.start_byte, target) in self._seen:
            return
        self._seen.add((outer.start_byte, target))
        line = self._script.line_of(outer)
        inner = self._inside(outer)
        if not inner:
            return
        text = self._script.string_of(outer).strip("\"'")
        data = self._script.text[outer.start_byte : outer.end_byte]
        prefix = data[: inner[0].start_byte - outer.start_byte].decode("utf-8", "replace").lstrip("\"'")
        suffix = data[inner[-1].end_byte - outer.start_byte :].decode("utf-8", "replace").rstrip("\"'")
        plain = _NAME.fullmatch(prefix) and _NAME.fullmatch(suffix) and not re.search(r"[\s/=]", _between(text))
        if is_command and ("/" in prefix or "/" in suffix):
            return
        if plain and (prefix or suffix):
            if (is_command or len(prefix) + len(suffix) >= _SHORTEST) and not prefix.startswith(("-", "+", ".")):
                yield Flow(INPUT, f"!{prefix}*{suffix}", line)
            return
        if plain and len(inner) > 1:
            yield Flow(INPUT, target, line)
            return
        for one in inner:
            for source in self._sources(one):
                yield Flow(source, target, line)
                if also_more and source.startswith("$"):
                    yield Flow(f"{source}+", target, line)
                if also_more and source.endswith("()"):
                    yield Flow(f"{source[:-1]}+)", target, line)

    def _put_in_code(self, outer: Node) -> Iterator[Flow]:
        """Yield what goes into code that is run: each expansion may be a name or part of one."""
        line = self._script.line_of(outer)
        data, start = self._script.text, outer.start_byte
        for one in self._inside(outer):
            before = re.search(rb"[\w:.@+-]*$", data[start : one.start_byte])
            after = re.match(rb"[\w:.@+-]*=?", data[one.end_byte : outer.end_byte])
            prefix = before[0].decode() if before is not None else ""
            suffix = after[0].decode() if after is not None else ""
            if suffix.endswith("="):
                yield Flow(INPUT, "$?", line)
            elif prefix or suffix:
                yield Flow(INPUT, f"!{prefix}*{suffix}", line)
            else:
                for source in self._sources(one):
                    yield Flow(source, RUN, line)
                    yield Flow(f"{source}+" if source.startswith("$") else source.replace("()", "(+)"), RUN, line)

    def _inside(self, outer: Node) -> list[Node]:
        """Return the expansions of a word, not those inside others."""
        kinds = ("simple_expansion", "expansion", "command_substitution")
        if outer.type in kinds:
            return [outer]
        found: list[Node] = []
        todo = list(reversed(outer.named_children))
        while todo:
            node = todo.pop()
            if node.type in kinds:
                found.append(node)
            else:
                todo.extend(reversed(node.named_children))
        return found

    # -- what reads -------------------------------------------------------------------------------------------------------

    def _reading(self, command: Node) -> Iterator[Flow]:
        word = self._script.command_word(command)
        if word in _READS:
            line = self._script.line_of(command)
            names = [self._script.string_of(one) for one in self._script.words_of(command)]
            for name in [one for one in names if one.isidentifier()] or ["REPLY", "MAPFILE"]:
                for more in ("", "+"):
                    yield Flow(INPUT, f"${name}{more}", line)

    def _loop(self, loop: Node) -> Iterator[Flow]:
        name = loop.child_by_field_name("variable")
        if name is None:
            return
        variable, values = self._script.string_of(name), loop.children_by_field_name("value")
        self.values.setdefault(variable, []).extend(values)
        line, scope = self._script.line_of(loop), self._script.scope_at(loop.start_byte)
        if not values:
            for source in (f"{scope}()", f"{scope}(+)"):
                yield Flow(source, f"${variable}", line)
        elif any(b"*" in self._script.text[one.start_byte : one.end_byte] for one in values if one.type != "string"):
            # A name of a file.
            yield Flow(INPUT, f"${variable}", line)


def _between(text: str) -> str:
    """Return a word without its expansions, roughly."""
    return re.sub(r"\$\{[^}]*\}|\$\([^)]*\)|\$\w+|`[^`]*`", "", text)
