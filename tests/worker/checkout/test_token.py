"""The token reaches the one server it is for, and nothing else: no argument, file, message or other host."""

import base64
import os
import sys
import threading
from pathlib import Path

import pytest

from tests.worker.checkout.conftest import GitServer, Repo, running
from worker.checkout import CheckoutError, Limits, Reason, open_remote

TOKEN = "ghs_VerySecretToken0123456789"
ENCODED = base64.b64encode(f"x-access-token:{TOKEN}".encode()).decode()
LIMITS = Limits(seconds=30)


def _holds_secret(data: bytes) -> bool:
    return TOKEN.encode() in data or ENCODED.encode() in data


def test_a_private_repository_is_fetched_with_a_fresh_token_each_time(serve: GitServer, repo: Repo, tmp_path: Path) -> None:
    commit = repo.commit({"a": "1"})
    serve.token = TOKEN
    asked = []
    with open_remote(f"{serve.url}/repo", None, tmp_path / "cache", lambda: asked.append(1) or TOKEN, LIMITS) as checkout:  # type: ignore[func-returns-value]
        assert checkout.commit == commit
    assert len(asked) == 2, "one for ls-remote, one for fetch"
    assert {sent for _, sent in serve.seen} == {f"Basic {ENCODED}"}


def test_the_token_is_in_no_file_and_no_argument(
    serve: GitServer, repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo.commit({"a": "1"})
    serve.token = TOKEN
    serve.hold_packs = threading.Event()
    monkeypatch.setenv("GIT_TRACE", str(tmp_path / "cache/trace"))
    monkeypatch.setenv("GIT_TRACE_CURL", str(tmp_path / "cache/trace"))
    monkeypatch.setenv("GIT_TRACE_REDACT", "0")
    cache = tmp_path / "cache"
    arguments: list[bytes] = []

    def look_while_it_fetches() -> None:
        assert serve.hold_packs
        serve.packing.wait(30)
        for process in Path("/proc").iterdir():
            if process.name.isdigit():
                try:
                    arguments.append((process / "cmdline").read_bytes())
                except OSError:
                    continue
        serve.hold_packs.set()

    watcher = threading.Thread(target=look_while_it_fetches)
    watcher.start()
    checkout = open_remote(f"{serve.url}/repo", None, cache, lambda: TOKEN, LIMITS, name="run")
    watcher.join()
    assert any(b"fetch" in argument and serve.url.encode() in argument for argument in arguments), "git was seen at work"
    assert not any(_holds_secret(argument) for argument in arguments)
    files = [file for file in cache.rglob("*") if file.is_file()]
    assert len(files) > 5
    assert [file for file in files if _holds_secret(file.read_bytes())] == []
    checkout.release()


def test_the_token_is_in_no_message(serve: GitServer, tmp_path: Path) -> None:
    serve.token = "another"
    with pytest.raises(CheckoutError) as caught:
        open_remote(f"{serve.url}/repo", None, tmp_path / "cache", lambda: TOKEN, LIMITS)
    assert caught.value.reason is Reason.GONE
    assert not _holds_secret(repr(caught.value.__dict__).encode() + str(caught.value).encode())


def test_words_of_git_that_hold_the_token_are_masked() -> None:
    from worker.checkout.git import _one_line

    assert _one_line(f"fatal: {TOKEN}\nbad {ENCODED}\n".encode(), [TOKEN, ENCODED]) == "fatal: ***; bad ***"


def test_a_password_in_the_address_is_refused_and_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(CheckoutError) as caught:
        open_remote(f"https://user:{TOKEN}@example.com/a/b", None, tmp_path, None, LIMITS)
    assert "example.com" in str(caught.value)
    assert not _holds_secret(str(caught.value).encode())


def test_a_renamed_repository_is_found_on_the_same_server(serve: GitServer, repo: Repo, tmp_path: Path) -> None:
    commit = repo.commit({"a": "1"})
    serve.token = TOKEN
    serve.redirects["old"] = f"{serve.url}/repo"
    with open_remote(f"{serve.url}/old", None, tmp_path / "cache", lambda: TOKEN, LIMITS) as checkout:
        assert checkout.commit == commit


def test_a_redirect_to_another_server_is_never_followed(serve: GitServer, repo: Repo, tmp_path: Path) -> None:
    repo.commit({"a": "1"})
    with running(GitServer(tmp_path)) as other:
        for redirect in (f"{other.url}/repo", other.url.replace("127.0.0.1", "localhost") + "/repo"):
            serve.redirects["old"] = redirect
            for token in (lambda: TOKEN, None):
                with pytest.raises(CheckoutError) as caught:
                    open_remote(f"{serve.url}/old", None, tmp_path / "cache", token, LIMITS)
                assert caught.value.reason is Reason.GONE
        assert other.seen == []


def test_a_redirect_in_circles_ends(serve: GitServer, tmp_path: Path) -> None:
    serve.redirects |= {"a": f"{serve.url}/b", "b": f"{serve.url}/a"}
    with pytest.raises(CheckoutError, match="circles"):
        open_remote(f"{serve.url}/a", None, tmp_path / "cache", None, LIMITS)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc", "ssh://git@example.com/a/b", "git@example.com:a/b", "git://example.com/a", "ext::sh -c touch% x",
        "http://example.com/a/b", "http://127.0.0.1.example.com/a", "https://", "https://example.com", "https://h/a?b",
        "https://h/a b", "https://h/a\nb", "https://h:x/a", "-https://h/a", "fd::17/foo", "http://10.0.0.1/a/b",
    ],
)  # fmt: skip
def test_only_https_and_loopback_http_are_spoken(tmp_path: Path, url: str) -> None:
    with pytest.raises(CheckoutError) as caught:
        open_remote(url, None, tmp_path / "cache", None, LIMITS)
    assert caught.value.reason is Reason.NOT_A_REPOSITORY
    assert not (tmp_path / "cache").exists()


def test_plain_http_elsewhere_needs_to_be_asked_for(tmp_path: Path) -> None:
    with pytest.raises(CheckoutError) as caught:
        open_remote("http://does-not-exist.invalid/a", None, tmp_path, None, LIMITS, allow_http=True)
    assert caught.value.reason is Reason.UNREADABLE, "it was tried"


def test_no_login_of_this_machine_is_used(
    serve: GitServer, repo: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A `.netrc`, an askpass program and a credential helper that all know the token: git must not ask any of them."""
    repo.commit({"a": "1"})
    serve.token = TOKEN
    home = tmp_path / "home"
    home.mkdir()
    (home / ".netrc").write_text(f"machine 127.0.0.1 login x-access-token password {TOKEN}\n")
    helper = home / "helper"
    helper.write_text(f"#!{sys.executable}\nprint('username=x-access-token\\npassword={TOKEN}')\n")
    helper.chmod(0o755)
    (home / ".gitconfig").write_text(f"[credential]\n\thelper = {helper}\n")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("GIT_ASKPASS", str(helper))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "credential.helper")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(helper))
    with pytest.raises(CheckoutError) as caught:
        open_remote(f"{serve.url}/repo", None, tmp_path / "cache", None, LIMITS)
    assert caught.value.reason is Reason.GONE
    assert {sent for _, sent in serve.seen} == {None}
    assert os.environ["HOME"] == str(home)
