import pytest


@pytest.fixture
def database():
    return 1


def pytest_configure(config):
    return None
