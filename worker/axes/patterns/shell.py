"""Wrong and risky shell scripts. https://www.shellcheck.net/wiki/"""

import re

from app.domain.axis import Severity
from worker.axes.patterns.pattern import Match, Pattern
from worker.axes.patterns.rule import defect, practice

_HIGH, _MEDIUM = Severity.HIGH, Severity.MEDIUM
_GUARDED = re.compile(r"^\s*set\s+(?:-\w*u|-o\s+nounset)|^#!.*\s-\w*u", re.MULTILINE)
_EMPTIABLE = re.compile(r"\"?\$(?:(\w+)|\{(\w+)\})\"?/\"?\*?\"?")


def code(match: Match) -> bool:
    """The query says it all."""
    match.words["code"] = match.text(match.node("here"))
    return True


def _values(match: Match, name: str) -> list[str]:
    """Return what the script assigns to a variable."""
    return re.findall(rf"(?:^|[\s;])(?:export\s+|local\s+|readonly\s+)?{re.escape(name)}=(\S*)", match.file.text)


def may_be_empty(match: Match, name: str) -> bool:
    """Whether nothing in the script gives the variable a value of its own."""
    return all(re.fullmatch(r"[\"']?(?:\$\{?\d\}?)?[\"']?", value) for value in _values(match, name))


def removes_root(match: Match) -> bool:
    """`rm -rf "$DIR"/*`, where `DIR` may be empty."""
    command = match.node("here")
    words = [match.text(child) for child in command.named_children[1:]]
    if not any(re.fullmatch(r"-\w*[rR]\w*|--recursive", word) for word in words) or _GUARDED.search(match.file.text):
        return False
    for word in words:
        found = _EMPTIABLE.fullmatch(word)
        name = (found[1] or found[2]) if found is not None else ""
        if name and not name.isdigit() and may_be_empty(match, name) and f'-z "${name}"' not in match.file.text:
            match.words |= {"name": name, "code": match.text(command)}
            return f'-n "${name}"' not in match.file.text and f'-d "${name}"' not in match.file.text
    return False


def unquoted_test(match: Match) -> bool:
    """`[ -n $x ]`: not `[[`, which does not take words apart."""
    test = match.node("test")
    code(match)
    match.words["name"] = match.text(match.node("value"))
    return match.text(test).startswith("[ ") and match.text(match.node("op")) == "-n"


PATTERNS = (
    Pattern(
        practice(
            "removes-root",
            _HIGH,
            "With `{name}` empty, this removes everything",
            "Nothing in the script makes sure that `{name}` is set. Without it, `{code}` starts at the root of the machine.",
            "Write `${{{name}:?}}`, which stops the script where it is empty, or `set -u`.",
        ),
        {"bash": '((command name: (command_name) @_name) @here (#eq? @_name "rm"))'},
        removes_root,
    ),
    Pattern(
        practice(
            "world-writable",
            _MEDIUM,
            "The file may be written by everyone",
            "With this mode every account of the machine can change it.",
            "Give no more than 755 to folders and programs, 644 to files.",
        ),
        {
            "bash": """
            ((command name: (command_name) @_name argument: (_) @_mode) @here
              (#eq? @_name "chmod") (#match? @_mode "^(0?777|0?666|a\\\\+rwx|o\\\\+w|a\\\\+w)$"))
            """
        },
        lambda match: "/tmp" not in match.text(match.node("here")),  # noqa: S108 - a text that is looked for
    ),
    Pattern(
        defect(
            "unquoted-test",
            _HIGH,
            "`{code}` is always true",
            "Where `{name}` is empty, nothing is left behind `-n`, and `[` takes `-n` itself for a text that is not empty.",
            "Put `{name}` in double quotes.",
            error=True,
        ),
        {"bash": "(test_command (unary_expression operator: (test_operator) @op (simple_expansion) @value)) @test @here"},
        unquoted_test,
    ),
    Pattern(
        defect(
            "redirected-without-sudo",
            _MEDIUM,
            "`sudo` does not reach the file that is written",
            "The shell opens the file before `sudo` runs, with the rights of whoever started the script: writing there fails.",
            "Pipe into `sudo tee`.",
        ),
        {
            "bash": """
            ((redirected_statement body: (command name: (command_name) @_name)
              redirect: (file_redirect destination: (word) @_file)) @here
              (#eq? @_name "sudo") (#match? @_file "^/(etc|usr|sys|proc|boot)/"))
            """
        },
        code,
    ),
)
