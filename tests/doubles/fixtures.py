"""The GitHub double as a pytest plugin: `pytest_plugins = ["tests.doubles.fixtures"]`."""

from collections.abc import Iterator

import pytest

from tests.contracts import openapi_path
from worker.doubles.github import GitHubDouble


@pytest.fixture
def github() -> Iterator[GitHubDouble]:
    """A started GitHub that holds every request and answer against GitHub's contract; nothing may have been wrong."""
    with GitHubDouble(openapi=openapi_path()) as double:
        yield double
        assert double.violations == []
