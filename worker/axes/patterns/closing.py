"""What is opened in a function, used there and nowhere closed: Go, Java and C#."""

import re

from tree_sitter import Node

from app.domain.axis import Severity
from worker.axes.patterns.pattern import FUNCTIONS, Match, Pattern, above, walk
from worker.axes.patterns.rule import defect

_RESPONSE = re.compile(r"http\.(?:Get|Post|PostForm)|(?:http\.DefaultClient|\w*[cC]lient)\.Do")
_FILE = re.compile(r"os\.(?:Open|Create|OpenFile|CreateTemp)|net\.Dial(?:Timeout)?")
_READS = frozenset(
    {
        "Read",
        "ReadAt",
        "Write",
        "WriteString",
        "WriteAt",
        "Seek",
        "Stat",
        "Sync",
        "Truncate",
        "Readdir",
        "Readdirnames",
        "ReadDir",
    }
)
_BORROWS = re.compile(r"(?:io|ioutil)\.(?:ReadAll|Copy|CopyN|ReadFull|WriteString)|fmt\.Fp?rint(?:f|ln)?|fmt\.Fscan(?:f|ln)?")
"""Functions that read or write something and keep nothing."""
_WRAPS = re.compile(r"json\.New(?:De|En)coder|xml\.New(?:De|En)coder|gob\.New(?:De|En)coder|yaml\.New(?:De|En)coder")
"""What is made around a reader to read one value from it at once: `json.NewDecoder(r).Decode(&v)`."""


def never_closed_go(match: Match) -> bool:
    """A file, connection or response of Go that a function only reads from or writes to."""
    opener, name = match.text(match.node("opener")), match.text(match.node("name"))
    response = _RESPONSE.fullmatch(opener) is not None
    function = above(match.node("here"), *FUNCTIONS)
    if function is None or not (response or _FILE.fullmatch(opener)) or _is_main(match, function):
        return False
    if response and '"net/http"' not in match.file.text:
        return False
    # A result that has a name is handed on by a bare `return`.
    if re.search(rf"\b{re.escape(name)}\b", match.text(function.child_by_field_name("result"))):
        return False
    used = 0
    for node in walk(function.child_by_field_name("body") or function):
        if node.type != "identifier" or match.text(node) != name or node == match.node("name"):
            continue
        taken = _body_of(match, node) if response else node
        if taken is None:
            continue  # `resp.StatusCode`
        if not _only_uses(match, taken):
            return False
        used += 1
    match.words |= {
        "thing": f"{name}.Body" if response else name,
        "close": f"{name}.Body.Close()" if response else f"{name}.Close()",
    }
    return used > 0


def _is_main(match: Match, function: Node) -> bool:
    """Whether the program ends with the function, and everything that it opened with it."""
    return match.text(function.child_by_field_name("name")) in ("main", "init")


def _body_of(match: Match, node: Node) -> Node | None:
    """Return `resp.Body`, or None where another field of the response is asked for; the name itself where it is handed on."""
    parent = node.parent
    if parent is None or parent.type != "selector_expression" or parent.child_by_field_name("operand") != node:
        return node
    return parent if match.text(parent.child_by_field_name("field")) == "Body" else None


def _only_uses(match: Match, node: Node) -> bool:
    """Whether something is only read from or written to: `f.Read(b)`, `io.ReadAll(f)`, `json.NewDecoder(f).Decode(&v)`."""
    parent = node.parent
    if parent is None:
        return False
    if parent.type == "selector_expression":
        called = parent.parent is not None and parent.parent.type == "call_expression"
        return called and match.text(parent.child_by_field_name("field")) in _READS
    call = parent.parent
    if parent.type != "argument_list" or call is None:
        return False
    function = match.text(call.child_by_field_name("function"))
    if _BORROWS.fullmatch(function):
        return True
    return _WRAPS.fullmatch(function) is not None and call.parent is not None and call.parent.type == "selector_expression"


_HOLDS = re.compile(
    r"(?:java\.io\.)?(?:File(?:In|Out)putStream|FileReader|FileWriter|RandomAccessFile|Socket|ServerSocket|ZipFile|JarFile)"
    r"|(?:System\.IO\.)?(?:FileStream|StreamReader|StreamWriter)|(?:Sql|Npgsql|MySql|Sqlite)Connection|TcpClient"
)


def never_closed(match: Match) -> bool:
    """A stream or connection of Java or C# in a local name, whose methods are called, none of which closes it."""
    name = match.text(match.node("name"))
    function = above(match.node("here"), *FUNCTIONS)
    declaration = match.node("here")
    text = match.text(declaration)
    value = match.text(match.node("value"))
    # A reader around a stream that somebody else opened leaves the closing to them.
    if re.search(r"Stream(?:Reader|Writer)", match.text(match.node("type"))) and not re.search(
        r"path|file|name|[\"']", value, re.IGNORECASE
    ):
        return False
    # `@Cleanup` closes it, and other annotations may.
    modifiers = (inner for child in declaration.children if child.type == "modifiers" for inner in child.children)
    if any("annotation" in one.type for one in modifiers):
        return False
    if function is None or not _HOLDS.fullmatch(match.text(match.node("type"))) or text.startswith(("using", "await using")):
        return False
    if re.search(r"\b(?:close|Close|CloseAsync|Dispose|DisposeAsync|closeQuietly)\b", match.text(function)):
        return False
    used = 0
    for node in walk(function.child_by_field_name("body") or function):
        if node.type != "identifier" or match.text(node) != name or node == match.node("name"):
            continue
        parent = node.parent
        if parent is None or not (
            (parent.type == "method_invocation" and parent.child_by_field_name("object") == node)
            or (parent.type == "member_access_expression" and parent.child_by_field_name("expression") == node)
        ):
            return False
        used += 1
    match.words |= {"thing": name, "close": "try (…)" if match.file.facts.language == "java" else "using"}
    return used > 0


_WHY = (
    "The function opens `{thing}` and neither closes it nor hands it on. What it holds stays taken: descriptors and "
    "connections run out under load, and what was written, if anything, may not be on disk."
)

PATTERNS = (
    Pattern(
        defect(
            "never-closed",
            Severity.MEDIUM,
            "`{thing}` is opened and never closed",
            _WHY,
            "Write `defer {close}` once the error is checked.",
        ),
        {
            "go": """
            (short_var_declaration left: (expression_list . (identifier) @name (identifier))
              right: (expression_list . (call_expression function: (selector_expression) @opener))) @here
            """
        },
        never_closed_go,
    ),
    Pattern(
        defect(
            "never-closed", Severity.MEDIUM, "`{thing}` is opened and never closed", _WHY, "Open it in a `{close}` statement."
        ),
        {
            "java": """
            (local_variable_declaration declarator: (variable_declarator name: (identifier) @name
              value: (object_creation_expression type: (_) @type arguments: (_) @value))) @here
            """,
            "csharp": """
            (local_declaration_statement (variable_declaration (variable_declarator name: (identifier) @name
              (object_creation_expression type: (_) @type arguments: (_) @value)))) @here
            """,
        },
        never_closed,
    ),
)
