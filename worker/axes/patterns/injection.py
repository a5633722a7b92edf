"""Text that is built and then run: SQL, commands, code, markup. What a caller decides as a whole is left to the caller."""

import re

from app.domain.axis import Severity
from worker.axes.patterns.building import OUTSIDE, loose_values, loose_words, put_in
from worker.axes.patterns.pattern import FUNCTIONS, JS, Match, Pattern, above
from worker.axes.patterns.rule import practice

_HIGH, _MEDIUM = Severity.HIGH, Severity.MEDIUM
_ALL = " ".join(JS)
_TOOLS = re.compile(
    r"(^|/)(scripts?|tools?|bin|ci|\.github|build|dev|hack|tasks|setup\.py|noxfile\.py|conf\.py|gulpfile|release)",
    re.IGNORECASE,
)
"""What developers run on their own machines."""
_MIGRATIONS = re.compile(r"(^|/)(migrations?|alembic/versions|seeds?|seeders)/", re.IGNORECASE)
"""What runs once, on data that is known."""
_SERVED = re.compile(r"(^|/)(src|server|lib|app|api|backend)/")


def _graded(match: Match, values: list[str]) -> bool:
    """Note what is put in. Severe is what surely comes from outside."""
    if not values:
        return False
    match.words["value"] = values[0]
    if any(OUTSIDE.search(value) for value in values):
        match.severity = _HIGH
        return True
    given = [value for value in values if _is_given(match, value)]
    match.words["value"] = given[0] if given else values[0]
    return bool(given)


_ON_PURPOSE = re.compile(
    r"editor|cmd|command|pager|executable|program|shell|binary|args|flags|opts|options|creds", re.IGNORECASE
)
"""What is a command, or a part of one, because somebody chose it."""


def _is_given(match: Match, value: str) -> bool:
    """Whether a value, or what it is a member of, is handed to the function as it is: its callers may have it from anywhere."""
    root = re.match(r"[A-Za-z_$]\w*", value)
    if root is None or _ON_PURPOSE.search(value) or not re.fullmatch(r"[\w$.?\[\]'\"]+", value):
        return False
    function = above(match.node("here"), *FUNCTIONS)
    while function is not None:
        parameters = function.child_by_field_name("parameters") or function.child_by_field_name("parameter")
        if parameters is not None and re.search(rf"(?<![\w.]){re.escape(root[0])}\b(?!\s*[.(])", match.text(parameters)):
            return True
        function = above(function, *FUNCTIONS)
    return False


def built_sql(match: Match) -> bool:
    """A statement with values put into it is executed."""
    return not _MIGRATIONS.search(match.file.path) and _graded(match, loose_values(match, match.node("text")))


def built_command(match: Match) -> bool:
    """A command line with words put into it goes to a shell."""
    if _TOOLS.search(match.file.path) or _MIGRATIONS.search(match.file.path):
        return False
    if not _graded(match, loose_words(match, match.node("text"))):
        return False
    return match.severity is _HIGH or match.file.facts.language not in JS or _SERVED.search(match.file.path) is not None


def child_process(match: Match) -> bool:
    """The same, where the file imports Node's `child_process`."""
    return "child_process" in match.file.text and built_command(match)


def evaluated(match: Match) -> bool:
    """`eval` of what arrives from outside."""
    text = match.text(match.node("text"))
    match.words["value"] = text
    return bool(OUTSIDE.search(text) or re.search(r"\binput\(|sys\.argv|process\.argv|os\.environ|location\.", text))


def unpickled(match: Match) -> bool:
    """`pickle.loads` of what arrives from outside."""
    text = match.text(match.node("text"))
    match.words["value"] = text
    return re.search(r"\brequest\.|\.recv\(|urlopen\(|requests\.get\(|\.content\b|\bcookies?\b|\.get_data\(", text) is not None


_CLEAN = re.compile(
    r"escape|sanit|purify|encode|clean|safe|trusted|\bt\(|i18n|translate|render|svg|icon|html|style|css|markdown|data\b"
    r"|content|resp|rsp|xhr|result",
    re.IGNORECASE,
)


def built_markup(match: Match) -> bool:
    """HTML with values put into it becomes part of the page."""
    if _CLEAN.search(match.text(match.node("text"))):
        return False
    words = [value for value in loose_words(match, match.node("text")) if re.fullmatch(r"[\w$.?\[\]'\"]+", value)]
    parts = put_in(match, match.node("text")) or []
    if not any("<" in before for before, _ in parts):
        return False
    return _graded(match, words)


_SHELL = "A shell takes the finished text apart again: what `{value}` holds can end the argument and start another command."
_SQL = "`{value}` becomes part of the statement. A quote in it ends the value, and what follows is run as SQL."

PATTERNS = (
    Pattern(practice(
        "sql-from-text", _MEDIUM, "SQL is put together from `{value}`", _SQL,
        "Pass the value as a parameter of the statement.",
    ), {
        "python": """
            ((call function: (attribute attribute: (identifier) @_m) arguments: (argument_list . (_) @text)) @here
              (#any-of? @_m "execute" "executemany" "executescript" "raw" "text" "fetch" "fetchrow" "fetchval" "read_sql"))
            """,
        _ALL: """
            ((call_expression function: (member_expression property: (property_identifier) @_m)
              arguments: (arguments . (_) @text)) @here
              (#any-of? @_m "query" "execute" "raw" "exec" "run" "all" "get" "$queryRawUnsafe" "$executeRawUnsafe" "prepare"))
            """,
        "go": """
            ((call_expression function: (selector_expression field: (field_identifier) @_m)
              arguments: (argument_list [(call_expression) (binary_expression)] @text)) @here
              (#any-of? @_m "Query" "QueryRow" "Exec" "QueryContext" "ExecContext" "QueryRowContext" "Raw" "Prepare" "Queryx"))
            """,
        "java": """
            ((method_invocation name: (identifier) @_m arguments: (argument_list . (binary_expression) @text)) @here
              (#any-of? @_m "executeQuery" "executeUpdate" "execute" "createQuery" "createNativeQuery" "queryForObject"
                "queryForList" "query" "update" "prepareStatement"))
            """,
        "csharp": """
            ((object_creation_expression type: (_) @_t
              arguments: (argument_list . (argument [(binary_expression) (interpolated_string_expression)] @text))) @here
              (#match? @_t "(Sql|Npgsql|MySql|Sqlite|Oracle|OleDb)Command$"))
            ((invocation_expression function: (member_access_expression name: (_) @_m)
              arguments: (argument_list . (argument [(binary_expression) (interpolated_string_expression)] @text))) @here
              (#any-of? @_m "ExecuteSqlRaw" "FromSqlRaw" "ExecuteSqlRawAsync" "SqlQueryRaw"))
            """,
    }, built_sql),
    Pattern(practice(
        "shell-command-from-text", _MEDIUM, "A shell command is put together from `{value}`", _SHELL,
        "Start the program with a list of arguments and without a shell.",
    ), {
        "python": """
            ((call function: (attribute object: (identifier) @_o attribute: (identifier) @_m)
              arguments: (argument_list . (_) @text)) @here
              (#eq? @_o "os") (#any-of? @_m "system" "popen"))
            ((call function: (attribute object: (identifier) @_o attribute: (identifier) @_m)
              arguments: (argument_list . (_) @text (keyword_argument name: (identifier) @_k value: (true)))) @here
              (#eq? @_o "subprocess") (#eq? @_k "shell")
              (#any-of? @_m "run" "call" "check_call" "check_output" "Popen" "getoutput"))
            """,
        "go": """
            ((call_expression function: (selector_expression field: (field_identifier) @_m)
              arguments: (argument_list (interpreted_string_literal) @_s (interpreted_string_literal) @_c
                [(call_expression) (binary_expression)] @text)) @here
              (#any-of? @_m "Command") (#any-of? @_s "\\"sh\\"" "\\"bash\\"" "\\"/bin/sh\\"" "\\"/bin/bash\\"") (#eq?
                @_c "\\"-c\\""))
            """,
    }, built_command),
    Pattern(practice(
        "shell-command-from-text", _MEDIUM, "A shell command is put together from `{value}`", _SHELL,
        "Use `execFile` or `spawn` with a list of arguments.",
    ), {_ALL: """
        ((call_expression function: (identifier) @_m arguments: (arguments . (_) @text)) @here
          (#any-of? @_m "exec" "execSync" "execAsync"))
        ((call_expression function: (member_expression object: (identifier) @_o property: (property_identifier) @_m)
          arguments: (arguments . (_) @text)) @here
          (#any-of? @_o "child_process" "cp" "childProcess") (#any-of? @_m "exec" "execSync"))
        """}, child_process),
    Pattern(practice(
        "evaluated-input", _HIGH, "`eval` runs whatever `{value}` holds",
        "The text is run as code with all rights of this process.",
        "Parse the input: `json.loads`, `ast.literal_eval`, `JSON.parse`.",
    ), {
        "python": """
            ((call function: (identifier) @_f arguments: (argument_list . (_) @text)) @here (#any-of? @_f "eval" "exec"))
            """,
        _ALL: """
            ((call_expression function: (identifier) @_f arguments: (arguments . (_) @text)) @here (#eq? @_f "eval"))
            """,
    }, evaluated),
    Pattern(practice(
        "unpickled-input", _HIGH, "`{value}` is unpickled",
        "A pickle can run any code while it is loaded, and this one arrives from outside.",
        "Use a format that holds data only, such as JSON.",
    ), {"python": """
        ((call function: (attribute object: (identifier) @_o attribute: (identifier) @_m)
          arguments: (argument_list . (_) @text)) @here
          (#any-of? @_o "pickle" "cPickle" "dill" "cloudpickle" "marshal") (#any-of? @_m "loads" "load"))
        """}, unpickled),
    Pattern(practice(
        "markup-from-text", _MEDIUM, "`{value}` becomes HTML unescaped",
        "The text is parsed as HTML: markup and scripts in `{value}` become part of the page.",
        "Set `textContent`, build elements, or sanitize the value.",
    ), {_ALL: """
        ((assignment_expression left: (member_expression property: (property_identifier) @_m) right: (_) @text) @here
          (#any-of? @_m "innerHTML" "outerHTML"))
        ((augmented_assignment_expression left: (member_expression property: (property_identifier) @_m) right: (_) @text) @here
          (#eq? @_m "innerHTML"))
        ((call_expression function: (member_expression property: (property_identifier) @_m)
          arguments: (arguments (string) . (_) @text)) @here (#eq? @_m "insertAdjacentHTML"))
        ((call_expression function: (member_expression object: (identifier) @_o property: (property_identifier) @_m)
          arguments: (arguments . (_) @text)) @here (#eq? @_o "document") (#any-of? @_m "write" "writeln"))
        """}, built_markup),
)  # fmt: skip
