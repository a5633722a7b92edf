"""Wrong and risky shell scripts. https://www.shellcheck.net/wiki/"""

import re

from app.domain.axis import Severity
from worker.axes.patterns.flow import UNREACHABLE
from worker.axes.patterns.pattern import Match, Pattern, above
from worker.axes.patterns.rule import defect, practice
from worker.axes.patterns.shell_removal import removes_root

_HIGH, _MEDIUM = Severity.HIGH, Severity.MEDIUM
_AS_ROOT = re.compile(
    r"\bE?UID\b|\bid\s+-\w*u|\bwhoami\b|\bSUDO_|\b(?:exec\s+sudo|runuser|gosu)\b"
    r"|\bsudo\b[^\n]*\$\{?(?:0|BASH_SOURCE)\b|\brun(?:ning)? as root\b|\bneed\w* root\b|\broot (?:rights|privileges)\b",
    re.IGNORECASE,
)
"""A script that asks who runs it, and may go on as root alone."""
_SUDO_AS = re.compile(r"sudo\s+(?:[^\s'\"]+\s+)*?(?:-\w*[ugU]|--(?:user|group))")
"""`sudo -u app`: rights are dropped, not gained."""


def code(match: Match) -> bool:
    """The query says it all."""
    match.words["code"] = match.text(match.node("here"))
    return True


def redirected(match: Match) -> bool:
    """`sudo … > /etc/…` in a script that has not become root itself."""
    code(match)
    return not _SUDO_AS.match(match.words["code"]) and not _AS_ROOT.search(match.file.text)


def unquoted_test(match: Match) -> bool:
    """`[ -n $x ]`: not `[[`, which does not take words apart."""
    test = match.node("test")
    code(match)
    match.words["name"] = match.text(match.node("value"))
    return match.text(test).startswith("[ ") and match.text(match.node("op")) == "-n"


def glued_together(match: Match) -> bool:
    """`[ "$a"="$b" ]`: without blanks around `=` there is one word, and `[` only asks whether it is empty."""
    test, word = match.node("here"), match.text(match.node("word"))
    code(match)
    # Not the one in `${line#*=}`, which is none of the test's.
    written = any(part.type == "word" and b"=" in (part.text or b"") for part in match.node("word").named_children)
    return written and len(test.named_children) == 1 and re.fullmatch(r"[^\s=!]+(?:!=|==?)[^\s=]+", word) is not None


def compared_by_redirect(match: Match) -> bool:
    """`[ "$a" > "$b" ]` writes a file; not within `[[`, and not with a backslash before it."""
    code(match)
    left, right = match.node("left"), match.node("right")
    between = match.file.code[left.end_byte : right.start_byte].decode("utf-8", "replace").strip()
    return match.words["code"].startswith("[ ") and between in ("<", ">")


_ENDS = frozenset({"exit", "return"})
_WORDS = frozenset({":", "true", "break", "continue", "fi", "done", "esac", "then", "else", "do", "}", ")"})
"""What harms nobody behind the end, and what is no command but a sign of a script cut wrongly."""


def behind_the_end(match: Match) -> bool:
    """Commands behind an `exit` or `return` of the same function or branch; behind that of a script there may be data."""
    end = match.node("end")
    behind = end.next_named_sibling
    # A script that is not understood everywhere may be cut into other pieces than the shell cuts it into.
    if behind is None or behind.type != "command" or match.file.facts.broken:
        return False
    if match.file.code[end.end_byte : behind.start_byte].strip() not in (b"", b";"):
        return False
    jump = match.text(end.child_by_field_name("name"))
    # In a script that is not sourced, a `return` outside of a function is an error, and the shell goes on.
    if jump == "return" and above(end, "function_definition") is None:
        return False
    name = match.text(behind.child_by_field_name("name"))
    if name in (*_ENDS, *_WORDS):
        return False
    match.words |= {"jump": jump, "line": str(end.start_point[0] + 1)}
    match.captures = {**match.captures, "here": [behind]}
    return True


PATTERNS = (
    Pattern(
        defect(
            "glued-test",
            _HIGH,
            "`{code}` is always true",
            "Without blanks around the operator this is one word, and the test only asks whether it is empty. It never is.",
            "Put a blank on each side of the operator.",
            error=True,
        ),
        {"bash": "(test_command (concatenation) @word) @here"},
        glued_together,
    ),
    Pattern(
        defect(
            "compared-by-redirect",
            _HIGH,
            "`{code}` writes a file instead of comparing",
            "Inside of `[`, `<` and `>` are redirections: the test is true when its left side is not empty, and `>` leaves a "
            "file behind, named after the right side.",
            "Use `-gt` and `-lt` for numbers, and `[[` for texts.",
            error=True,
        ),
        {"bash": "(test_command (binary_expression left: (_) @left right: (_) @right)) @here"},
        compared_by_redirect,
    ),
    Pattern(
        UNREACHABLE,
        {
            "bash": """
            ((compound_statement (command name: (command_name) @_name) @end @here) (#any-of? @_name "exit" "return"))
            ((if_statement (command name: (command_name) @_name) @end @here) (#any-of? @_name "exit" "return"))
            ((else_clause (command name: (command_name) @_name) @end @here) (#any-of? @_name "exit" "return"))
            """
        },
        behind_the_end,
    ),
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
              (#eq? @_name "chmod") (#match? @_mode "^(0?777|0?666)$"))
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
        redirected,
    ),
)
