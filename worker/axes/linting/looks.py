"""A second look at what ruff reports: the code around it says whether it is what our rule means."""

import ast
import re

from worker.axes.linting.rule import Spot
from worker.source.facts import Language
from worker.source.words import text_of

_PYTHON_2 = frozenset(
    {
        "unicode", "xrange", "raw_input", "basestring", "long", "unichr", "reduce", "file", "cmp", "reload", "execfile",
        "buffer", "intern", "apply", "coerce", "StandardError", "WindowsError", "_", "__file__", "__path__", "__builtins__",
        "reveal_type", "get_ipython", "display", "ipython", "__IPYTHON__", "profile",
    }
)  # fmt: skip
"""Names that are there in another Python, or that a tool puts there."""
_INJECTS = re.compile(
    r"\b(?:globals\(\)|exec\(|from \S+ import \*|__builtins__|builtins\.|_convert_?\(|global_enum|simple_enum|Import\("
    r"|SConscript|snakemake)"
)
"""Code that may define names unseen."""


def undefined(spot: Spot) -> bool:
    """Whether a name that is not defined is used where code runs, and nothing in the file could define it unseen."""
    name = spot.code
    inside = re.search(r"^\s*(?:except\s+NameError|if\s+TYPE_CHECKING)|\btry:\s*$", spot.before(4), re.MULTILINE)
    return (
        name.isidentifier()
        and not name.startswith("_")
        and name not in _PYTHON_2
        and not inside
        and not _is_annotation(spot, name)
        and not _INJECTS.search(spot.file.text)
        and not _is_bound(spot.file.text, name)
        and not _is_made_builtin(spot, name)
    )


def _is_made_builtin(spot: Spot, name: str) -> bool:
    """Whether some other file puts the name among the builtins: `builtins.T = gettext`."""
    source = spot.file.source
    here = re.compile(
        rf"\b(?:builtins|__builtins?__)\b(?:\.{name}\s*=(?!=)|(?:\.__dict__)?\[\s*['\"]{name}['\"]\s*\]\s*="
        rf"|\s*,\s*['\"]{name}['\"]\s*,|(?:\.__dict__)?\.(?:update|setdefault)\()"
    )
    return any(
        "builtin" in (text := text_of(source.root, file)) and here.search(text) is not None
        for file, read in source.files.items()
        if read.language == Language.PYTHON
    )


def _is_bound(text: str, name: str) -> bool:
    """Whether anything in the file gives the name a value, wherever: ruff does not follow loops and other functions."""
    escaped = re.escape(name)
    return (
        re.search(
            rf"(?<![\w.]){escaped}\s*(?:,[^=\n]*)?(?::[^=\n]+)?(?::=|=(?!=))|\b(?:for|as|def|class|import|global|nonlocal|del)\b[^\n]*"
            rf"\b{escaped}\b",
            text,
        )
        is not None
    )


def _is_annotation(spot: Spot, name: str) -> bool:
    """Whether the name stands in an annotation, which may never be looked at."""
    return re.search(rf"(?::|->)\s*[^=()]*['\"]?\b{re.escape(name)}\b", spot.line) is not None


def runs(spot: Spot) -> bool:
    """Whether the use of a name is no annotation."""
    return not _is_annotation(spot, spot.code)


def one_entry(spot: Spot) -> bool:
    """Whether nothing picks the one entry that is meant."""
    rest = "\n".join(spot.file.lines[spot.one.line - 1 : spot.one.line + 8]).partition("}")[0]
    return re.search(r"\bif\b", rest) is None


def a_value(spot: Spot) -> bool:
    """Whether what is returned is surely not None: `return super().__init__()` is."""
    return re.search(r"return\s+(?:self\b|True|False|[\d\"'\[{(])", spot.line) is not None


def a_literal(spot: Spot) -> bool:
    """Whether the default can be changed in place; an object may be made to be shared."""
    return re.search(r"default\s*=\s*(?:\[|\{|(?:list|dict|set)\()", f"default={spot.code}") is not None


def leaves_finally(spot: Spot) -> bool:
    """Whether an exception can be on its way, and nobody says why it is to be dropped."""
    rest = spot.file.lines[spot.one.line - 1]
    if "#" in rest or spot.before(1).strip().startswith("#"):
        return False
    indent = len(rest) - len(rest.lstrip())
    for line in reversed(spot.file.lines[: spot.one.line - 1]):
        text = line.lstrip()
        if text.startswith("try:") and len(line) - len(text) < indent:
            return True
        if re.match(r"except(?:\s+BaseException\b[^:]*)?\s*:", text) and len(line) - len(text) < indent:
            return False
    return True


def fills_too_little(spot: Spot) -> bool:
    """Whether a format without placeholders surely raises: a mapping is taken by any format, and names may hold one."""
    if "0 placeholder" not in spot.one.message:
        return True
    value = spot.code.rpartition("%")[2].strip()
    caught = re.search(rf"\bas\s+{re.escape(value)}\s*:", spot.file.text) is not None
    return caught or re.match(r"[\d\"']|\(.*,", value) is not None


def logs_by_percent(spot: Spot) -> bool:
    """Whether the file logs with the standard library: other loggers take `{}`, and are called alike."""
    text = spot.file.text
    other = re.search(
        r"^\s*(?:from\s+(?!logging\b)\S+\s+import\s.*\b_?log(?:ger)?\b|(?:from|import)\s+loguru\b)", text, re.MULTILINE
    )
    return other is None and re.search(r"^\s*(?:import\s+logging\b|from\s+logging\b)", text, re.MULTILINE) is not None


def waits(spot: Spot) -> bool:
    """Whether a request may wait for ever: options handed on may hold a timeout, and the own machine answers or refuses."""
    rest = "\n".join(spot.file.lines[spot.one.line - 1 : spot.one.end_line + 4])
    return "httpx" not in spot.one.message and not re.search(r"\*\*|localhost|127\.0\.0\.1", rest)


def two_functions(spot: Spot) -> bool:
    """Whether both declarations are plain functions: an import, a decorator or a condition may mean what it does."""
    numbers = re.search(r"from line (\d+)", spot.one.message)
    if numbers is None:
        return False
    first = spot.file.lines[int(numbers[1]) - 1]
    second = spot.file.lines[spot.one.line - 1]
    plain = re.compile(r"(\s*)(?:async )?def \w")
    one, other = plain.match(first), plain.match(second)
    undecorated = not spot.before(1).strip().startswith(("@", ")"))
    above = spot.file.lines[int(numbers[1]) - 2].strip() if int(numbers[1]) > 1 else ""
    same = one is not None and other is not None and one[1] == other[1]
    # In tests a second definition of a helper may be what is tested; a second test of one name hides the first.
    if spot.file.facts.is_test and not re.search(r"def test", second):
        return False
    return same and undecorated and not above.startswith(("@", ")"))


def strips_letters(spot: Spot) -> bool:
    """Whether the characters to strip read as a word, with which somebody meant a prefix or a suffix."""
    given = re.search(r"strip\(\s*[rbu]*([\"'])(.+)\1\s*\)$", spot.code, re.DOTALL)
    return given is not None and len(re.findall(r"[A-Za-z]", given[2])) >= 2 and len(given[2]) <= 30 and "\\" not in given[2]


def orders(spot: Spot) -> bool:
    """`x == x` and `x != x` ask for NaN; all other comparisons with itself ask nothing."""
    return not re.search(r"==|!=", spot.one.message)


def flags(spot: Spot) -> bool:
    """Whether a flag of `re` stands where a number belongs: behind three arguments of `sub`, or two of `split`."""
    try:
        call = ast.parse(spot.code.strip(), mode="eval").body
    except SyntaxError:
        return False
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return False
    before = 2 if call.func.attr == "split" else 3
    if len(call.args) != before + 1 or any(isinstance(one, ast.Starred) for one in call.args):
        return False
    return re.fullmatch(r"(?:(?:re|regex)\.[A-Z]+\s*\|?\s*)+", ast.unparse(call.args[-1])) is not None


def decides(spot: Spot) -> bool:
    """Whether a condition is decided by `or True` / `and False` that stands in it."""
    return (
        re.match(r"(?:el)?if\b|while\b|return\b", spot.line) is not None
        and re.search(r"\b(?:or\s+True|and\s+False)\b|^(?:True\s+or|False\s+and)\b", spot.code) is not None
    )


def kept_closure(spot: Spot) -> bool:
    """Whether the function is put away while the loop goes on: called at once, it sees the right value."""
    return (
        re.search(r"(?:\.append|\.add|\.add_done_callback|\.connect|\.register)\(\s*(?:\w+\s*=\s*)?lambda\b", spot.line)
        is not None
    )


_EXPECTS = re.compile(r"rais|warn|suppress|throw|fail|error|except|expect|assert|ignor", re.IGNORECASE)
"""Names of context managers to which it matters that something is raised."""


def asks_nothing(spot: Spot) -> bool:
    """Whether nothing waits for what a comparison raises: in a `try`, or in `with raises(TypeError)`, that is what is asked."""
    try:
        tree = ast.parse(spot.file.text.removeprefix("\ufeff"))
    except SyntaxError:
        return False
    for node in ast.walk(tree):
        inside = isinstance(node, ast.Try | ast.TryStar | ast.With | ast.AsyncWith) and any(
            one.lineno <= spot.one.line <= (one.end_lineno or one.lineno) for one in node.body
        )
        if not inside:
            continue
        if not isinstance(node, ast.With | ast.AsyncWith):
            return False
        if any(_EXPECTS.search(ast.unparse(item.context_expr)) for item in node.items):
            return False
    return True


def missing_export(spot: Spot) -> bool:
    """Whether nothing in the file could define the name unseen."""
    return "__getattr__" not in spot.file.text and not _INJECTS.search(spot.file.text)
