"""`anatoly db upgrade`, on real databases."""

from pathlib import Path

import pytest
from sqlalchemy import inspect

from app.db.session import make_engine
from tests.worker.cli.conftest import Anatoly


def test_a_new_database_gets_its_tables_and_a_second_time_nothing_happens(
    anatoly: Anatoly, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ANATOLY_DATABASE_URL", raising=False)
    monkeypatch.setenv("ANATOLY_DATA_DIR", str(tmp_path / "not" / "yet"))
    first, second = anatoly("db", "upgrade"), anatoly("db", "upgrade")
    url = f"sqlite:///{tmp_path / 'not' / 'yet' / 'anatoly.db'}"
    assert first.code == second.code == 0
    assert first.out.startswith(f"{url} upgraded from empty to ")
    assert second.out.startswith(f"{url} is at ")
    engine = make_engine(url)
    assert "runs" in inspect(engine).get_table_names()
    engine.dispose()


def test_an_empty_postgres_is_upgraded_and_its_password_is_not_shown(
    anatoly: Anatoly, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANATOLY_DATABASE_URL", postgres_url)
    ended = anatoly("db", "upgrade")
    assert ended.code == 0
    assert " is at " in ended.out


@pytest.mark.parametrize(
    ("url", "says"),
    [
        (
            "postgresql://anatoly:s3cret@127.0.0.1:1/none",
            "database postgresql://anatoly:***@127.0.0.1:1/none: connection failed",
        ),
        ("s3cret", "ANATOLY_DATABASE_URL: names no supported database: write it like"),
        ("postgresql://u:s3cret@host:port/n", "ANATOLY_DATABASE_URL is no database URL: write it like"),
        ("sqlite:////proc/none/s/a.db", "cannot make the folder /proc/none/s for the database"),
    ],
)
def test_a_database_out_of_reach_is_one_line_without_the_password(
    anatoly: Anatoly, monkeypatch: pytest.MonkeyPatch, url: str, says: str
) -> None:
    monkeypatch.setenv("ANATOLY_DATABASE_URL", url)
    ended = anatoly("db", "upgrade")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"anatoly: {says}")
    assert "s3cret" not in ended.err
    assert ended.err.count("\n") == 1
