"""Rules of ruff that find risky Python, in our words. https://docs.astral.sh/ruff/rules/"""

import re

from app.domain.axis import Severity
from worker.axes.linting import looks
from worker.axes.linting.rule import Linted, Spot
from worker.axes.patterns.rule import practice

_HIGH, _MEDIUM, _LOW = Severity.HIGH, Severity.MEDIUM, Severity.LOW


def _world_writable(spot: Spot) -> bool:
    """Whether everybody may write; a group that may execute is nothing to speak of."""
    mask = re.search(r"`0o([0-7]+)`", spot.one.message)
    return mask is not None and int(mask[1], 8) & 0o002 != 0 and int(mask[1], 8) & 0o1000 == 0


def _forgotten(spot: Spot) -> bool:
    """Whether a stop of the debugger is no feature of a debugging aid."""
    around = spot.file.symbol_at(spot.one.line)
    name = f"{spot.file.path} {around.qualname if around else ''}"
    is_call = re.search(r"\b(?:set_trace|breakpoint)\(\s*\)", spot.line) is not None and "import" not in spot.line
    return is_call and not re.search(r"debug|trace|pdb|break|signal|inspect|shell|repl|handler", name, re.IGNORECASE)


def _formatted_markup(spot: Spot) -> bool:
    """Whether text is put into the markup that nothing escapes."""
    built = re.search(r"Markup\(\s*(?:f[\"']|[\"'].*[\"']\s*(?:%|\.format\()|[\"'].*[\"']\s*\+)", spot.code, re.DOTALL)
    return built is not None and not re.search(r"escape|sanitize|clean|safe", spot.code, re.IGNORECASE)


def _is_asked(spot: Spot) -> bool:
    """Whether the line stands in a branch: the nearest line above that is indented less begins one."""
    indent = len(spot.file.lines[spot.one.line - 1]) - len(spot.file.lines[spot.one.line - 1].lstrip())
    for line in reversed(spot.file.lines[: spot.one.line - 1]):
        text = line.lstrip()
        if text and not text.startswith("#") and len(line) - len(text) < indent:
            return re.match(r"(?:if|elif|else|case)\b", text) is not None
    return False


def _unasked(spot: Spot) -> bool:
    """Whether nothing asks first: an option that a person sets is that person's choice."""
    around = spot.file.symbol_at(spot.one.line)
    return not _is_asked(spot) and not re.search(r"insecure|unverified", around.qualname if around else "", re.IGNORECASE)


def _runs_code(spot: Spot) -> bool:
    """Whether the loader is surely one that builds any object; a variable may hold a safe one."""
    rest = "\n".join(spot.file.lines[spot.one.line - 1 : spot.one.line + 2])
    loader = re.search(r"Loader\s*=\s*([\w.]+)", rest)
    return loader is None or re.fullmatch(r"(?:yaml\.)?(?:C?Loader|C?UnsafeLoader)", loader[1]) is not None


def _a_file(spot: Spot) -> bool:
    """Whether a file is meant: sockets and pipes have to be named before they are there."""
    rest = "\n".join(spot.file.lines[max(0, spot.one.line - 3) : spot.one.end_line + 3])
    return "tempfile.mktemp(" in spot.line and not re.search(r"pipe|listen|sock|fifo", rest, re.IGNORECASE)


def _swallows(spot: Spot) -> bool:
    """Whether the handler does nothing at all."""
    behind = [line.strip() for line in spot.file.lines[spot.one.line - 1 : spot.one.line + 2]]
    body = behind[0].partition(":")[2].strip() or (behind[1] if len(behind) > 1 else "")
    return body in ("pass", "continue", "...")


RULES = (
    Linted(("S501", "S323"), practice(
        "tls-verification-off", _HIGH, "TLS certificates are not verified",
        "Without verification anyone on the way can answer in the server's place, read what is sent and "
        "change what comes back.",
        "Verify certificates; add a private authority to the trust store instead of trusting everyone.",
    ), _unasked),
    Linted(("S502", "S503"), practice(
        "broken-tls-version", _HIGH, "A broken version of TLS is asked for",
        "SSL 2 and 3, TLS 1.0 and 1.1 have known attacks, and current servers and OpenSSL refuse them.",
        "Use `ssl.create_default_context()`.",
    )),
    Linted(("S504",), practice(
        "wrap-socket", _MEDIUM, "`ssl.wrap_socket` neither verifies nor exists any more",
        "Python 3.12 removed it, so that the call fails there; before, it checked no certificate and no host name.",
        "Use `ssl.create_default_context()` and its `wrap_socket`.",
    )),
    Linted(("S505",), practice(
        "weak-key", _HIGH, "The key is too short",
        "A key of this size can be broken with known means.",
        "Use at least 2048 bits for RSA and DSA, 224 for elliptic curves.",
    )),
    Linted(("S506",), practice(
        "unsafe-yaml", _HIGH, "YAML is loaded with a loader that runs code",
        "This loader builds any Python object that the document asks for, so that whoever writes the document runs code here.",
        "Use `yaml.safe_load`.",
    ), _runs_code),
    Linted(("S507",), practice(
        "ssh-host-key-unchecked", _HIGH, "Unknown SSH host keys are trusted",
        "Any machine on the way can pose as the server: the first key that answers is accepted.",
        "Load known host keys and use `RejectPolicy`.",
    )),
    Linted(("S306",), practice(
        "mktemp-race", _MEDIUM, "`mktemp` names a file that someone else can create first",
        "Between the name and the opening another process can put a file or a link there.",
        "Use `NamedTemporaryFile` or `mkstemp`, which create it.",
    ), _a_file),
    Linted(("S612",), practice(
        "logging-listens", _HIGH, "Anyone on the machine can configure the logging",
        "`logging.config.listen` accepts configurations over a socket, and a configuration can run code.",
        "Pass `verify=`, or read the configuration from a file.",
    )),
    Linted(("S103",), practice(
        "world-writable", _MEDIUM, "The file may be written by everyone",
        "With this mode every account of the machine can change it.",
        "Give no more than 0o755 to folders and programs, 0o644 to files.",
    ), _world_writable),
    Linted(("S113",), practice(
        "request-without-timeout", _MEDIUM, "This request may wait for ever",
        "`requests` has no timeout of its own: a server that accepts and never answers stops this code for good.",
        "Pass `timeout=`.",
    ), looks.waits),
    Linted(("S704",), practice(
        "unescaped-markup", _HIGH, "Unescaped text becomes markup",
        "`Markup` marks a text as safe after values were put into it: what they hold is sent to the browser as HTML.",
        "Put the values in with `Markup(…).format(…)`, which escapes them.",
    ), _formatted_markup),
    Linted(("T100",), practice(
        "debugger-left-in", _HIGH, "A stop for the debugger was left in",
        "`{line}` stops the program and waits for a person at the terminal.",
        "Delete the line.",
    ), _forgotten),
    Linted(("E722",), practice(
        "bare-except", _LOW, "`except:` swallows even what ends the program",
        "Without a class the handler takes KeyboardInterrupt, SystemExit and every mistake in the code itself, and this one "
        "says nothing of it.",
        "Catch what is expected; `except Exception:` where anything may come.",
    ), _swallows),
    Linted(("RUF006",), practice(
        "task-without-reference", _MEDIUM, "Nothing holds on to this task",
        "The event loop keeps weak references only: a task that nothing refers to can be collected before it is done, and its "
        "exception is lost.",
        "Keep the task until it is done, or use a task group.",
    )),
    Linted(("ASYNC251",), practice(
        "blocking-sleep", _MEDIUM, "`time.sleep` stops the whole event loop",
        "In a coroutine it does not only wait itself: no other task runs until it is over.",
        "Use `await asyncio.sleep(…)`.",
    )),
    Linted(("ASYNC210", "ASYNC212"), practice(
        "blocking-request", _MEDIUM, "A blocking request stops the whole event loop",
        "In a coroutine no other task runs until the server has answered.",
        "Use an asynchronous client, or `asyncio.to_thread`.",
    )),
    Linted(("ASYNC221", "ASYNC222"), practice(
        "blocking-process", _MEDIUM, "Waiting for a process stops the whole event loop",
        "In a coroutine no other task runs until the process has ended.",
        "Use `asyncio.create_subprocess_exec`.",
    )),
    Linted(("PLW1507",), practice(
        "shallow-environment", _MEDIUM, "This copy of the environment is none",
        "`copy.copy(os.environ)` shares its data: what is set in the copy is set for the process.",
        "Use `os.environ.copy()`.",
    )),
    Linted(("B003",), practice(
        "environment-replaced", _MEDIUM, "Assigning `os.environ` changes no environment",
        "The new dictionary is not the process's environment: programs that are started do not see it.",
        "Use `os.environ.clear()` and `os.environ.update(…)`.",
    )),
    Linted(("PLE2502",), practice(
        "bidirectional-text", _HIGH, "Invisible characters reorder this line",
        "Bidirectional control characters make the line read differently from what runs (CVE-2021-42574).",
        "Delete them, or write them as escapes.",
    ), lambda spot: re.search("[\u202a-\u202e\u2066-\u2069]", spot.line) is not None),
    Linted(("W605",), practice(
        "invalid-escape", _LOW, "`{name}` is no escape",
        "Python keeps the backslash for now, warns since 3.12 and will refuse the file one day.",
        "Use a raw string, or double the backslash.",
    ), message=r"`(?P<name>[^`]+)`"),
)  # fmt: skip
