"""What the variables of a shell script are given by assignments, loops and reading commands."""

from collections.abc import Iterator

from tree_sitter import Node

from worker.source.bash_commands import READS
from worker.source.bash_text import Script
from worker.source.bash_words import INPUT, arguments
from worker.source.facts import Flow


def is_appended(assignment: Node) -> bool:
    """Whether it is a `+=`."""
    return any(one.type == "+=" for one in assignment.children)


class Given:
    """Remembers the values of variables, and says which hold what no text shows."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self.values: dict[str, list[Node]] = {}

    def in_assignment(self, assignment: Node) -> Iterator[Flow]:
        """Remember the value of an assignment; yield a flow where a name may be put together in steps."""
        name, value = assignment.child_by_field_name("name"), assignment.child_by_field_name("value")
        if name is not None and value is not None:
            variable = self._script.string_of(name).partition("[")[0]
            self.values.setdefault(variable, []).extend(value.named_children if value.type == "array" else [value])
            if is_appended(assignment) and value.type != "array":
                by_words = self._script.string_of(value).lstrip("\"'$")[:1].isspace()
                yield Flow(INPUT, f"${variable}{'+' if by_words else ''}", self._script.line_of(assignment))

    def by_reading(self, command: Node) -> Iterator[Flow]:
        """Yield what a `read` or `printf -v` puts into variables."""
        word = self._script.command_word(command)
        if word not in READS and word != "printf":
            return
        line, names = self._script.line_of(command), [self._script.string_of(one) for one in self._script.words_of(command)]
        if word == "printf":
            if names[:1] == ["-v"]:
                yield Flow(INPUT, f"${names[1]}" if len(names) > 1 and names[1].isidentifier() else "$?", line)
        else:
            for name in [one for one in names if one.isidentifier()] or ["REPLY", "MAPFILE"]:
                yield Flow(INPUT, f"${name}", line)
                yield Flow(INPUT, f"${name}+", line)

    def in_loop(self, loop: Node) -> Iterator[Flow]:
        """Remember the values of a `for`; yield what comes from arguments and from names of files."""
        name = loop.child_by_field_name("variable")
        if name is None:
            return
        variable, values = self._script.string_of(name), loop.children_by_field_name("value")
        self.values.setdefault(variable, []).extend(values)
        line = self._script.line_of(loop)
        if not values:
            for source in arguments(self._script.scope_at(loop.start_byte)):
                yield Flow(source, f"${variable}", line)
        elif any(b"*" in self._script.text[one.start_byte : one.end_byte] for one in values if one.type != "string"):
            yield Flow(INPUT, f"${variable}", line)
