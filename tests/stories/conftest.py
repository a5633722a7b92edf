"""Fixtures of the stories."""

from collections.abc import Iterator

import pytest

from tests.contracts import openapi_path
from worker.doubles.github import GitHubDouble


@pytest.fixture(scope="module")
def validated_github() -> Iterator[GitHubDouble]:
    """One GitHub for a module's stories; every request and answer in them keeps GitHub's contract."""
    with GitHubDouble(openapi=openapi_path()) as double:
        yield double
        assert double.violations == []
