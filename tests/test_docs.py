"""The documentation keeps up: every command, setting, tier variable and metric stands in it, and its links lead somewhere."""

import re
from pathlib import Path

import pytest
import typer
from prometheus_client.core import Metric

from app.commands.grammar import Name
from app.db.session import Sessions
from app.domain.axis import Axis
from app.metrics import DatabaseCollector
from app.settings import Settings
from worker.cli.commands import app as cli
from worker.llm.tiers import Tier
from worker.source.facts import Language
from worker.source.languages import offers
from worker.source.module import Offer

ROOT = Path(__file__).resolve().parents[1]
OPERATORS = (ROOT / "docs/operators.md").read_text()
README = (ROOT / "README.md").read_text()
OWNERS = (ROOT / "docs/owners.md").read_text()
AXIS_ON_PAGE = {Axis.BEST_PRACTICES: "best practices", Axis.OVERENGINEERING: "over-engineering"}
EVERYTHING = "\n".join(path.read_text() for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))])


def test_every_command_of_the_command_line_is_documented_with_its_options() -> None:
    text = (ROOT / "docs/command-line.md").read_text()
    todo = [("anatoly", typer.main.get_command(cli))]
    seen = 0
    while todo:
        name, command = todo.pop()
        todo += [(f"{name} {word}", below) for word, below in getattr(command, "commands", {}).items()]
        if not hasattr(command, "commands"):
            assert re.search(rf"`{name}\b", text), name
        for option in (flag for parameter in command.params for flag in (*parameter.opts, *parameter.secondary_opts)):
            assert not option.startswith("--") or re.search(rf"`(anatoly |{name} )?{option}\b", text), f"{name} {option}"
            seen += 1
    assert seen > 15


def test_every_setting_is_documented_with_its_default_and_description() -> None:
    rows = {row.split("`")[1]: row for row in OPERATORS.splitlines() if row.startswith("| `ANATOLY_")}
    for name, field in Settings.model_fields.items():
        row = rows[f"ANATOLY_{name.upper()}"]
        assert str(field.description) in row
        if isinstance(field.default, int | float) and field.default != 0:
            assert f"`{field.default}`" in row


@pytest.mark.parametrize("tier", list(Tier))
@pytest.mark.parametrize("variable", ["BASE_URL", "API_KEY", "MODEL", "MAX_CONCURRENCY"])
def test_every_variable_of_a_tier_is_documented(tier: Tier, variable: str) -> None:
    assert f"`ANATOLY_{tier.upper()}_{variable}`" in OPERATORS


def test_every_metric_is_documented(sessions: Sessions) -> None:
    metrics: list[Metric] = list(DatabaseCollector(sessions).collect())
    assert len(metrics) > 3
    for metric in metrics:
        assert f"`{metric.name}" in OPERATORS, metric.name


def test_every_command_that_people_write_is_documented() -> None:
    for name in Name:
        assert f"`/anatoly {name}`" in OWNERS


def test_the_table_on_the_first_page_says_what_the_capability_table_says() -> None:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in README.splitlines() if line.startswith("| ")]
    heads = next(row for row in rows if row[0] == "Axis")[1:]
    for axis in Axis:
        named = [row[1:] for row in rows if row[0].partition(" (")[0].partition(":")[0] == AXIS_ON_PAGE.get(axis, axis.value)]
        assert named, axis
        for column, head in enumerate(heads):
            cells = {row[column] for row in named}
            for name in head.split(", "):
                if f"{name}: " in "".join(cells) or ":" not in "".join(cells):
                    offered = offers(Language(name.lower().replace("#", "sharp")))[axis]
                    assert (cells != {"–"}) is (offered is not Offer.NOT_OFFERED), (axis, name)
                    assert any("reviewed" in cell for cell in cells) is offered.reviewed, (axis, name)


def test_every_relative_link_leads_somewhere() -> None:
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
