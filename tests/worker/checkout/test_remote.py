"""A commit of a remote repository, from a real git server."""

import json
import os
import select
import signal
import subprocess
import sys
import textwrap
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.worker.checkout.conftest import GitServer, Repo, make_repo
from worker.checkout import CheckoutError, Limits, Reason, list_files, open_remote

LIMITS = Limits(seconds=30)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def test_the_default_branch_is_laid_out_byte_for_byte_and_removed_again(serve: GitServer, repo: Repo, cache: Path) -> None:
    repo.write(".gitattributes", "* text eol=crlf ident\n")
    commit = repo.commit({"a.txt": b"one\ntwo $Id$\n", "dir/crlf.txt": b"x\r\ny\r\n", "empty": b""})
    with open_remote(f"{serve.url}/repo/", None, cache, None, LIMITS) as checkout:
        assert checkout.commit == commit
        assert not checkout.dirty
        assert list_files(checkout) == [".gitattributes", "a.txt", "dir/crlf.txt", "empty"]
        assert (checkout.root / "a.txt").read_bytes() == b"one\ntwo $Id$\n"
        assert (checkout.root / "dir/crlf.txt").read_bytes() == repo.git("show", "HEAD:dir/crlf.txt").encode() + b"\r\n"[1:]
        assert not (checkout.root / ".git").exists()
    assert not checkout.root.exists()
    assert list((cache / "mirrors").glob("*.git"))
    assert not list((cache / "runs").iterdir())


def test_a_branch_a_tag_a_pull_request_and_a_sha_lead_to_their_commits(serve: GitServer, repo: Repo, cache: Path) -> None:
    first = repo.commit({"a": "1"})
    repo.git("tag", "--annotate", "v1", "--message", "x")
    repo.git("branch", "feat/x")
    pull = repo.commit({"a": "2"})
    repo.git("update-ref", "refs/pull/7/head", pull)
    repo.git("reset", "--quiet", "--hard", first)
    last = repo.commit({"a": "3"})
    url = f"{serve.url}/repo"
    wanted = {
        "v1": first,
        "feat/x": first,
        "refs/pull/7/head": pull,
        first: first,
        last.upper(): last,
        "HEAD": last,
        "main": last,
    }
    for ref, commit in wanted.items():
        with open_remote(url, ref, cache, None, LIMITS) as checkout:
            assert (ref, checkout.commit) == (ref, commit)
            assert (checkout.root / "a").read_text() == repo.git("show", f"{commit}:a")


def test_a_branch_outranks_a_tag_of_the_same_name(serve: GitServer, repo: Repo, cache: Path) -> None:
    repo.commit({"a": "1"})
    repo.git("tag", "main")
    commit = repo.commit({"a": "2"})
    with open_remote(f"{serve.url}/repo", "main", cache, None, LIMITS) as checkout:
        assert checkout.commit == commit


def test_a_known_sha_is_not_fetched_twice(serve: GitServer, repo: Repo, cache: Path) -> None:
    commit = repo.commit({"a": "1"})
    open_remote(f"{serve.url}/repo", commit, cache, None, LIMITS).release()
    serve.seen.clear()
    open_remote(f"{serve.url}/repo", commit, cache, None, LIMITS).release()
    assert serve.seen == []


def test_new_commits_arrive_in_the_mirror_that_is_there(serve: GitServer, repo: Repo, cache: Path) -> None:
    for number in range(3):
        commit = repo.commit({"a": str(number)})
        with open_remote(f"{serve.url}/repo", None, cache, None, LIMITS) as checkout:
            assert checkout.commit == commit
    assert len(list((cache / "mirrors").glob("*.git"))) == 1


@pytest.mark.parametrize(
    "ref",
    ["nope", "refs/heads/nope", "-x", "--upload-pack=touch x", "a..b", "main:x", "a b", "*", "", "f" * 40, "abc1234", "x\ny"],
)
def test_what_is_no_commit_is_a_bad_ref(serve: GitServer, repo: Repo, cache: Path, ref: str) -> None:
    repo.commit({"a": "1"})
    with pytest.raises(CheckoutError) as caught:
        open_remote(f"{serve.url}/repo", ref, cache, None, LIMITS)
    assert caught.value.reason is Reason.BAD_REF
    assert "\n" not in str(caught.value)
    assert not list((cache / "runs").iterdir())


def test_a_tag_of_a_tree_is_a_bad_ref(serve: GitServer, repo: Repo, cache: Path) -> None:
    repo.commit({"a": "1"})
    repo.git("tag", "tree", "HEAD^{tree}")
    with pytest.raises(CheckoutError) as caught:
        open_remote(f"{serve.url}/repo", "tree", cache, None, LIMITS)
    assert caught.value.reason is Reason.BAD_REF


def test_an_empty_repository_says_so(serve: GitServer, repo: Repo, cache: Path) -> None:
    with pytest.raises(CheckoutError, match="no commit yet") as caught:
        open_remote(f"{serve.url}/repo", None, cache, None, LIMITS)
    assert caught.value.reason is Reason.BAD_REF


@pytest.mark.parametrize(
    ("status", "reason"),
    [(404, Reason.GONE), (403, Reason.GONE), (401, Reason.GONE), (500, Reason.UNREADABLE), (429, Reason.UNREADABLE)],
)
def test_what_the_server_answers_becomes_a_reason(serve: GitServer, cache: Path, status: int, reason: Reason) -> None:
    serve.statuses["repo"] = status
    with pytest.raises(CheckoutError) as caught:
        open_remote(f"{serve.url}/repo", None, cache, None, LIMITS)
    assert caught.value.reason is reason


def test_a_web_page_is_not_a_repository(serve: GitServer, cache: Path) -> None:
    serve.statuses["repo"] = 200
    with pytest.raises(CheckoutError) as caught:
        open_remote(f"{serve.url}/repo", None, cache, None, LIMITS)
    assert caught.value.reason is Reason.NOT_A_REPOSITORY


def test_nobody_at_the_address_is_unreadable(cache: Path) -> None:
    with pytest.raises(CheckoutError) as caught:
        open_remote("http://127.0.0.1:9/repo", None, cache, None, LIMITS)
    assert caught.value.reason is Reason.UNREADABLE


def test_more_files_than_allowed_are_refused(serve: GitServer, repo: Repo, cache: Path) -> None:
    repo.commit({f"f{number}": str(number) for number in range(6)})
    with pytest.raises(CheckoutError, match="6 files, more than 5") as caught:
        open_remote(f"{serve.url}/repo", None, cache, None, Limits(max_files=5))
    assert caught.value.reason is Reason.TOO_MANY_FILES
    assert not list((cache / "runs").iterdir())


def test_a_commit_that_unpacks_too_large_is_refused_before_it_is_laid_out(serve: GitServer, repo: Repo, cache: Path) -> None:
    repo.commit({"zeros": b"0" * 3_000_000})
    with pytest.raises(CheckoutError) as caught:
        open_remote(f"{serve.url}/repo", None, cache, None, Limits(max_bytes=2_000_000))
    assert caught.value.reason is Reason.TOO_LARGE


def test_a_large_mirror_is_stopped_while_it_is_fetched(serve: GitServer, repo: Repo, cache: Path) -> None:
    repo.commit({"noise": os.urandom(12_000_000)})
    with pytest.raises(CheckoutError, match="larger than") as caught:
        open_remote(f"{serve.url}/repo", None, cache, None, Limits(max_bytes=1_000_000))
    assert caught.value.reason is Reason.TOO_LARGE
    assert not list((cache / "mirrors").glob("*.git"))


def test_a_mirror_that_grew_too_large_over_time_is_made_fresh(serve: GitServer, repo: Repo, cache: Path) -> None:
    limits = Limits(max_bytes=3_000_000)
    for _ in range(4):
        commit = repo.commit({"noise": os.urandom(1_200_000)})
        with open_remote(f"{serve.url}/repo", None, cache, None, limits) as checkout:
            assert checkout.commit == commit


def test_a_server_that_hangs_is_left_in_time_and_nothing_keeps_running(serve: GitServer, repo: Repo, cache: Path) -> None:
    repo.commit({"a": "1"})
    serve.hold_packs = threading.Event()
    with pytest.raises(CheckoutError) as caught:
        open_remote(f"{serve.url}/repo", None, cache, None, Limits(seconds=1.5))
    assert caught.value.reason is Reason.TIMEOUT
    assert all(_ends(one) for one in _processes_with(serve.url))


def _ends(process: int) -> bool:
    """Whether a process ends: one that was killed may be on its way out still."""
    try:
        ending = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([ending], [], [], 10)[0])
    finally:
        os.close(ending)


def _processes_with(text: str) -> list[int]:
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and process.name != str(os.getpid()):
            try:
                command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            except OSError:
                continue
            if text in command:
                found.append(int(process.name))
    return found


def test_one_name_is_one_folder_and_one_commit_for_every_opener(serve: GitServer, repo: Repo, cache: Path) -> None:
    commit = repo.commit({"a": "1"})
    url = f"{serve.url}/repo"
    with open_remote(url, None, cache, None, LIMITS, name="run-1") as first:
        pass
    repo.commit({"a": "2"})
    serve.seen.clear()
    with open_remote(url, None, cache, None, LIMITS, name="run-1") as second:
        assert (second.root, second.commit, list_files(second)) == (first.root, commit, ["a"])
        assert serve.seen == []
        with open_remote(url, None, cache, None, LIMITS, name="run-1") as third:
            third.release()
        assert (second.root / "a").read_text() == "1", "released by one, still used by another"
        second.release()
    assert not second.root.exists()


def test_threads_and_processes_share_one_mirror(serve: GitServer, repo: Repo, cache: Path) -> None:
    commit = repo.commit({f"f{number}": "x" for number in range(50)})
    url = f"{serve.url}/repo"

    def once(number: int) -> str:
        name = "shared" if number % 2 else None
        with open_remote(url, "main", cache, None, LIMITS, name=name) as checkout:
            assert len(list_files(checkout)) == len(list(checkout.root.iterdir())) == 50
            return checkout.commit

    script = textwrap.dedent(
        """
        import sys
        from pathlib import Path
        from worker.checkout import Limits, open_remote
        with open_remote(sys.argv[1], "main", Path(sys.argv[2]), None, Limits(seconds=30), name="shared") as checkout:
            print(checkout.commit)
        """
    )
    others = [
        subprocess.Popen([sys.executable, "-c", script, url, str(cache)], stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    with ThreadPoolExecutor(6) as pool:
        assert set(pool.map(once, range(6))) == {commit}
    for other in others:
        assert other.communicate(timeout=60)[0].strip() == commit
        assert other.returncode == 0


def test_a_process_killed_in_the_middle_leaves_nothing_that_breaks_the_next(serve: GitServer, repo: Repo, cache: Path) -> None:
    commit = repo.commit({"a": "1"})
    serve.hold_packs = threading.Event()
    script = (
        "import sys; from pathlib import Path; from worker.checkout import Limits, open_remote\n"
        "open_remote(sys.argv[1], None, Path(sys.argv[2]), None, Limits(), name='run-9')"
    )
    victim = subprocess.Popen([sys.executable, "-c", script, f"{serve.url}/repo", str(cache)])
    assert serve.packing.wait(30)
    victim.send_signal(signal.SIGKILL)
    victim.wait()
    serve.hold_packs.set()
    for name in ("run-9", None):
        with open_remote(f"{serve.url}/repo", None, cache, None, LIMITS, name=name) as checkout:
            assert checkout.commit == commit
            assert (checkout.root / "a").read_text() == "1"


@pytest.mark.parametrize("damage", ["head", "pack", "half", "locks", "objects", "file"])
def test_a_damaged_mirror_is_made_again(serve: GitServer, repo: Repo, cache: Path, damage: str) -> None:
    commit = repo.commit({"a": "1" * 5000, "b": "2"})
    url = f"{serve.url}/repo"
    open_remote(url, commit, cache, None, LIMITS).release()
    (mirror,) = (cache / "mirrors").glob("*.git")
    (pack,) = mirror.glob("objects/pack/*.pack")
    match damage:
        case "head":
            (mirror / "HEAD").write_text("junk")
        case "pack":
            pack.chmod(0o600)
            pack.write_bytes(pack.read_bytes()[:40])
        case "half":
            mirror.with_suffix(".half").mkdir()
            mirror.with_suffix(".half").joinpath("x").touch()
        case "locks":
            for name in (
                "shallow.lock",
                "HEAD.lock",
                "packed-refs.lock",
                f"refs/anatoly/{commit}.lock",
                "objects/pack/tmp_pack_x",
            ):
                (mirror / name).touch()
            commit = repo.commit({"a": "3"})
        case "objects":
            pack.unlink()
        case "file":
            mirror.rename(mirror.with_name("elsewhere"))
            mirror.write_text("not a folder")
    with open_remote(url, commit, cache, None, LIMITS) as checkout:
        assert checkout.commit == commit
        assert (checkout.root / "a").read_text() == repo.git("show", f"{commit}:a")


def test_a_half_laid_out_run_folder_is_made_again(serve: GitServer, repo: Repo, cache: Path) -> None:
    repo.commit({"a": "1", "b": "2"})
    tree = cache / "runs/run-1/tree"
    tree.mkdir(parents=True)
    (tree / "stale").touch()
    (tree.parent / "checkout.json").write_text(json.dumps({"url": "junk"}))
    with open_remote(f"{serve.url}/repo", None, cache, None, LIMITS, name="run-1") as checkout:
        assert sorted(path.name for path in checkout.root.iterdir()) == ["a", "b"]


def test_what_killed_processes_left_is_swept(serve: GitServer, repo: Repo, cache: Path) -> None:
    repo.commit({"a": "1"})
    url = f"{serve.url}/repo"
    runs = cache / "runs"
    for name in ("once-dead", "old", "young"):
        (runs / name / "tree").mkdir(parents=True)
        (runs / f"{name}.lock").touch()
    os.utime(runs / "old.lock", (0, 0))
    with open_remote(url, None, cache, None, LIMITS) as held:
        open_remote(url, None, cache, None, LIMITS).release()
        assert held.root.exists(), "in use, so not swept"
    assert sorted(path.name for path in runs.iterdir()) == ["young", "young.lock"]


def test_a_crowded_mirror_is_made_fresh(serve: GitServer, repo: Repo, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("worker.checkout.mirror._MOST_PACKS", 2)
    for number in range(4):
        repo.commit({"a": str(number)})
        open_remote(f"{serve.url}/repo", None, cache, None, LIMITS).release()
    (mirror,) = (cache / "mirrors").glob("*.git")
    assert len(list(mirror.glob("objects/pack/*.pack"))) <= 2


def test_a_run_name_cannot_lead_out_of_the_cache(cache: Path) -> None:
    for name in ("../x", "a/b", ".", "", ".x", "x.lock"):
        with pytest.raises(ValueError):
            open_remote("https://example.com/a/b", None, cache, None, LIMITS, name=name)


def test_two_repositories_of_one_server_do_not_share_a_mirror(serve: GitServer, tmp_path: Path, cache: Path) -> None:
    commits = {}
    for name in ("one", "two"):
        commits[name] = make_repo(tmp_path / name).commit({name: name})
    for name, commit in commits.items():
        with open_remote(f"{serve.url}/{name}", None, cache, None, LIMITS) as checkout:
            assert (checkout.commit, list_files(checkout)) == (commit, [name])


def test_a_mistyped_host_is_not_promised_to_work_later(cache: Path) -> None:
    with pytest.raises(CheckoutError, match=r"there is no such host; check the address") as refused:
        open_remote("https://githubb.invalid/o/r", None, cache, None, LIMITS)
    assert "later" not in refused.value.message
