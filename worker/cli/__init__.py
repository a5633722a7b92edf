"""The `anatoly` command: its entry point, and how every failure ends: one line on stderr and an exit code."""

import os
import re
import sys
from types import TracebackType

DONE, FOUND, FAILED, INTERRUPTED = 0, 1, 2, 130
"""Exit codes: done; done and something was found that was asked for; bad input or failure; stopped by Ctrl-C."""

PROGRAM = "anatoly"


def main() -> None:
    """Entry point of the console script."""
    sys.excepthook = _confess
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code. Errors of ours pass through: only `main` ends the process."""
    from typer.exceptions import Abort, TyperException

    from worker.cli.commands import app

    try:
        code = app(arguments, prog_name=PROGRAM, standalone_mode=False)
        sys.stdout.flush()
    except TyperException as error:
        context = getattr(error, "ctx", None)
        command = context.command_path if context is not None else PROGRAM
        return _fail(f"{_plainly(error.format_message()).rstrip('.')}. Try '{command} --help'.")
    except (KeyboardInterrupt, Abort):
        code = INTERRUPTED
    except (BrokenPipeError, SystemExit) as ended:
        # Typer makes a SystemExit of a closed pipe; one without that comes from a server and is meant.
        if isinstance(ended, SystemExit) and not isinstance(ended.__context__, BrokenPipeError):
            raise
        # The reader has gone (`anatoly audit --json . | head`): whatever is still buffered must not fail at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] in ("", "app", "worker"):
            raise
        return _fail(f"this is an installation for the web process, without {error.name}: install anatoly-audits[worker]")
    except _for_people() as error:
        return _fail(str(error))
    except ValueError as error:
        from worker.cli import configuration

        mistake = configuration.explain(error)
        if mistake is None:
            raise
        return _fail(mistake)
    if code == INTERRUPTED:
        sys.stderr.write(f"{PROGRAM}: interrupted\n")
    return code if isinstance(code, int) else DONE


def _for_people() -> tuple[type[Exception], ...]:
    """The errors whose text is one line for a person. Looked up once something has failed, so that help stays quick."""
    from app.domain.errors import UserError
    from worker.checkout.errors import CheckoutError
    from worker.llm.errors import ModelError

    return (UserError, CheckoutError, ModelError)


def _plainly(message: str) -> str:
    """What the parser says of a number, without the words of the library behind it."""
    for theirs, ours in (
        (r"Input should be a valid integer.*", "it has to be a whole number"),
        (r"Input should be a valid number.*", "it has to be a number"),
        (r"Input should be greater than or equal to (\S+)", r"it has to be at least \1"),
    ):
        message = re.sub(theirs, ours, message)
    return message


def _fail(message: str) -> int:
    line = " ".join(message.split())
    sys.stderr.write(f"{PROGRAM}: {line}\n")
    return FAILED


def _confess(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    # A defect of ours: a person gets one line, whoever wants to repair it gets the rest.
    if os.environ.get("ANATOLY_LOG_LEVEL") == "DEBUG":
        sys.__excepthook__(kind, error, traceback)
    else:
        _fail(f"internal error, {kind.__name__}: {error} (set ANATOLY_LOG_LEVEL=DEBUG to see where)")
    raise SystemExit(FAILED)
