"""Every command with its options. Each imports what it needs when it runs: `anatoly --help` answers at once."""

import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="Audits repositories and proves every finding before it reports it.",
    add_completion=False,
    # Rich's help doubles the time until it appears.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
_PROCESS = "Exit codes: 0 after SIGTERM or Ctrl-C; 2 when it cannot start."

db = typer.Typer(help="The service's database.")
app.add_typer(db, name="db")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"anatoly {version('anatoly-audits')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)] = False,
) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@app.command(epilog="Exit codes: 0 done; 1 findings from --fail-on on; 2 bad input or failure; 130 stopped by Ctrl-C.")
def audit(
    source: Annotated[str, typer.Argument(help="A local folder, or a git URL over https.", metavar="SOURCE")],
    ref: Annotated[
        str | None,
        typer.Option(help="Branch, tag or commit; default: a folder as it is, the default branch of a URL.", metavar="REF"),
    ] = None,
    axes: Annotated[str | None, typer.Option(help="Only these axes; default: all that doctor lists.", metavar="A,B")] = None,
    path: Annotated[
        list[str] | None, typer.Option(help="Only files that match, relative to the root; repeatable.", metavar="GLOB")
    ] = None,
    exclude: Annotated[
        list[str] | None,
        typer.Option(help="Tell nothing of files that match, as in .gitignore; repeatable.", metavar="GLOB"),
    ] = None,
    static: Annotated[bool, typer.Option("--static", help="Ask no model, even if one is configured.")] = False,
    diff: Annotated[str | None, typer.Option(help="Only what changed since this commit or branch.", metavar="BASE")] = None,
    output: Annotated[Path | None, typer.Option(help="Folder for the reports; default: anatoly-report.", metavar="DIR")] = None,
    formats: Annotated[
        str,
        typer.Option(
            "--format", help="Reports to write: json, md, sarif, html; default: all.", metavar="A,B", show_default=False
        ),
    ] = "json,md,sarif,html",
    fail_on: Annotated[
        str,
        typer.Option(
            help="Exit 1 from this severity on: high, medium, low; default: never.", metavar="SEVERITY", show_default=False
        ),
    ] = "never",
    budget_usd: Annotated[
        float | None, typer.Option(help="Dollars to spend on models; default: ANATOLY_RUN_BUDGET_USD, or 5.", metavar="N")
    ] = None,
    max_minutes: Annotated[
        float | None,
        typer.Option(help="Minutes after which no model is asked; default: ANATOLY_RUN_MAX_MINUTES, or 480.", metavar="N"),
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Print errors only.")] = False,
    json_: Annotated[bool, typer.Option("--json", help="Print findings.json; files are written with --output only.")] = False,
) -> None:
    """Audit a local folder or a git URL over https in this process, no server needed."""
    from worker.cli import audit as command
    from worker.cli import choices
    from worker.progress import AuditOptions

    request = command.Request(
        source=source,
        options=AuditOptions(
            ref=ref,
            axes=choices.axes(axes),
            paths=choices.globs(choices.PATH, path or ()),
            exclude=choices.globs(choices.EXCLUDE, exclude or ()),
            static=static,
            diff_base=choices.base(diff),
            budget_usd=choices.non_negative("--budget-usd", budget_usd),
            max_minutes=choices.non_negative("--max-minutes", max_minutes),
        ),
        formats=choices.pick_many("format", formats, choices.FORMATS),
        output=output,
        fail_on=choices.floor(fail_on),
        quiet=quiet,
        print_json=json_,
    )
    raise typer.Exit(command.run(request))


@app.command(epilog="Exit codes: 0 all holds; 1 something does not; 2 bad input.")
def recheck(
    findings: Annotated[Path, typer.Argument(help="A findings.json.", metavar="FINDINGS.JSON")],
    source: Annotated[
        Path, typer.Option(help="The folder that was audited; default: the current one.", metavar="PATH", show_default=False)
    ] = Path(),
) -> None:
    """Check every piece of evidence again, offline."""
    from worker.cli import recheck as command

    raise typer.Exit(command.run(findings, source))


@app.command(epilog=_PROCESS)
def serve(
    embedded: Annotated[
        bool, typer.Option("--embedded", help="Web, workers and beat in this one process: no Redis, no Postgres.")
    ] = False,
) -> None:
    """Listen for GitHub's webhooks and show the pages."""
    from worker import processes

    processes.serve(embedded=embedded)


@app.command(epilog=_PROCESS)
def worker(
    queue: Annotated[str, typer.Option(help="audit: read code, ask models. publish: write to GitHub.", metavar="QUEUE")],
    concurrency: Annotated[
        int | None, typer.Option(help="Jobs at the same time; default: 1 for audit, 4 for publish.", min=1, metavar="N")
    ] = None,
) -> None:
    """Work off one queue."""
    from worker.celery import QUEUES
    from worker.cli import choices

    chosen = choices.pick("queue", queue, QUEUES)
    from worker import processes

    processes.run_worker(chosen, concurrency)


@app.command(epilog=_PROCESS)
def beat() -> None:
    """Start due nights and sweep up what was left behind."""
    from worker import processes

    processes.run_beat()


@app.command(epilog="Exit codes: 0 done; 2 failure; 130 stopped by Ctrl-C.")
def demo(
    stay: Annotated[
        bool | None, typer.Option("--stay/--no-stay", help="Keep the pages up until Ctrl-C; default: on a terminal.")
    ] = None,
) -> None:
    """Show the whole service at work, on this machine alone."""
    from worker.demo import play, show

    stays = sys.stdin.isatty() if stay is None else stay
    with play.play() as left:
        show.morning(left, stays=stays)
        if stays:
            play.stay()


@app.command(epilog="Exit codes: 0 all well; 2 something is wrong.")
def doctor() -> None:
    """Check everything the service stands on; say what to do."""
    from worker.cli import doctor as command

    raise typer.Exit(command.run())


@db.command(epilog="Exit codes: 0 done; 2 bad input or failure.")
def upgrade() -> None:
    """Bring the database to this version's tables."""
    from worker.cli import database

    typer.echo(database.upgrade())
