"""report.html: one page that needs nothing else. It has no script, loads nothing and says so in its own policy."""

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.domain.axis import Severity
from app.domain.words import AXES
from worker.publish.neutralise import clean
from worker.report import outline
from worker.report.model import Report
from worker.report.outline import Code, Prose


@lru_cache
def _environment() -> Environment:
    # Autoescape is on for everything: findings hold text of the repository and of models.
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Invisible and direction-changing characters become visible, and secrets are masked, wherever text is written.
        finalize=lambda value: clean(value) if type(value) is str else value,
    )
    environment.filters["seconds"] = outline.seconds
    environment.filters["count"] = outline.count
    environment.filters["place"] = outline.place
    environment.filters["marked"] = outline.marked
    environment.filters["shown"] = outline.shown
    environment.filters["survived"] = outline.survived
    environment.tests["code"] = lambda piece: isinstance(piece, Code)
    environment.tests["prose"] = lambda piece: isinstance(piece, Prose)
    return environment


def html(report: Report) -> str:
    """Return the page of a report."""
    used_axes = {finding.axis for finding in report.findings}
    used_severities = {finding.severity for finding in report.findings}
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            report=report,
            run=report.run,
            verdict=outline.verdict(report.run),
            meaning=outline.meaning(report.run),
            headline=outline.headline(report),
            mode=outline.mode(report.run),
            edited=outline.edited(report.run),
            first=outline.first_steps(report),
            capabilities=outline.capabilities(report.run),
            dropped=outline.dropped(report.run),
            skipped=outline.skipped(report.run),
            unanswered=outline.unanswered(report.run),
            broken=outline.broken(report.run),
            broken_means=outline.BROKEN,
            broken_places=outline.broken_places(report.run),
            axes=[(axis, title) for axis, title in AXES.items() if axis in used_axes],
            unasked=[title.lower() for axis, title in AXES.items() if report.run.axes and axis not in report.run.axes],
            severities=[severity for severity in Severity if severity in used_severities],
            axis_titles=AXES,
        )
    )
