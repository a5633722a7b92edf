"""The contracts are fetched once, as pinned, or not at all; and a test without them says what to do."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.contracts import EXAMPLES, OPENAPI, ContractsMissingError, example_payloads, fetch, openapi_path
from tests.contracts.prune import OPERATIONS, prune


def run(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.contracts"], env={**os.environ, **environment}, capture_output=True, text=True
    )


def test_nothing_is_done_when_all_is_there() -> None:
    for package in (OPENAPI, EXAMPLES):
        assert (package.folder / package.file).is_file(), "run `make contracts`"
    done = run(npm_config_registry="http://127.0.0.1:1/", PYTHONPROFILEIMPORTTIME="1")
    assert (done.returncode, done.stdout) == (0, "")
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "tests.contracts" in imported
    assert not {"tests.contracts.fetch", "subprocess", "tarfile"} & imported  # what is slow to load is not loaded


def test_without_a_network_one_line_says_so_and_nothing_is_left(tmp_path: Path) -> None:
    done = run(XDG_CACHE_HOME=str(tmp_path), npm_config_registry="http://127.0.0.1:1/", npm_config_fetch_retries="0")
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stderr.startswith("make contracts: npm cannot fetch @octokit/openapi@23.0.2")
    assert list(tmp_path.rglob("*.json")) == []
    assert list((tmp_path / "anatoly" / "contracts").iterdir()) == []


def test_what_is_not_as_pinned_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def pack(_: object, folder: Path) -> Path:
        (folder / "other.tgz").write_bytes(b"something else")
        return folder / "other.tgz"

    monkeypatch.setattr(fetch, "_pack", pack)
    with pytest.raises(fetch.FetchError, match="is not what is pinned: sha512-"):
        fetch.fetch(EXAMPLES)
    assert list((tmp_path / "anatoly" / "contracts").iterdir()) == []
    with pytest.raises(fetch.FetchError, match="cannot be read"):
        fetch.fetch(replace(EXAMPLES, integrity=fetch.integrity(b"something else")))


def test_without_the_contracts_a_test_fails_and_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for ask in (openapi_path, example_payloads):
        with pytest.raises(ContractsMissingError, match="run `make contracts`"):
            ask()


def test_there_are_329_example_payloads_of_58_events() -> None:
    payloads = example_payloads()
    assert len(payloads) == 329
    assert len({event for event, _ in payloads}) == 58
    assert all(isinstance(payload, dict) for _, payload in payloads)


def test_the_description_holds_our_operations_and_no_dangling_reference() -> None:
    document: dict[str, Any] = json.loads(openapi_path().read_text())
    assert {(method, path) for path, methods in document["paths"].items() for method in methods} == set(OPERATIONS)
    text = json.dumps(document)
    assert '"nullable":' not in text
    names = {part.split('"')[0] for part in text.split('"#/components/schemas/')[1:]}
    assert names <= set(document["components"]["schemas"])


def described(schema: dict[str, Any]) -> Any:
    """What becomes of a schema in the first operation's answer."""
    paths: dict[str, Any] = {}
    for method, path in OPERATIONS:
        paths.setdefault(path, {})[method] = {"operationId": "x", "responses": {}}
    answer = {"description": "Fine", "content": {"application/json": {"schema": schema}}}
    paths["/app"]["get"]["responses"] = {"200": answer}
    document = {"openapi": "3.0.3", "info": {}, "paths": paths, "components": {"schemas": {}}}
    return prune(document)["paths"]["/app"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]


@pytest.mark.parametrize(
    ("schema", "plain"),
    [
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        ({"type": "string", "nullable": False}, {"type": "string"}),
        ({"type": "string", "enum": ["a"], "nullable": True}, {"type": ["string", "null"], "enum": ["a", None]}),
        ({"allOf": [{"type": "object"}], "nullable": True}, {"anyOf": [{"allOf": [{"type": "object"}]}, {"type": "null"}]}),
        (
            {
                "type": "object",
                "description": "prose",
                "properties": {"nullable": {"type": "boolean"}, "title": {"type": "string"}},
            },
            {"type": "object", "properties": {"nullable": {"type": "boolean"}, "title": {"type": "string"}}},
        ),
    ],
)
def test_nullable_becomes_plain_json_schema_and_prose_goes(schema: dict[str, Any], plain: dict[str, Any]) -> None:
    assert described(schema) == plain


def test_an_operation_that_github_took_away_is_named() -> None:
    with pytest.raises(KeyError, match="GitHub describes no GET /app"):
        prune({"paths": {}, "openapi": "3.0.3", "info": {}, "components": {"schemas": {}}})
