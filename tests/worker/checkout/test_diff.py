"""What changed since a base, checked against git itself."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.worker.checkout.conftest import GitServer, Repo, make_repo
from worker.checkout import CheckoutError, Limits, Reason, changed_files, diff_hunks, open_local, open_remote
from worker.checkout.hunks import Status

LIMITS = Limits(seconds=30)


def test_a_pull_request_is_compared_with_where_it_left(serve: GitServer, repo: Repo, tmp_path: Path) -> None:
    lines = [f"line {number}\n" for number in range(1, 41)]
    repo.commit({"a.py": "".join(lines), "b.py": "same\n", "old.py": "".join(lines[:20]), "gone.py": "x\n", "bin": b"\0\1"})
    repo.git("checkout", "--quiet", "-b", "topic")
    lines[9] = "changed\n"
    lines.insert(30, "added\n")
    (repo.path / "gone.py").unlink()
    repo.git("mv", "old.py", "sub-new.py")
    head = repo.commit({"a.py": "".join(lines), "new.py": "one\ntwo", "bin": b"\0\2"})
    repo.git("checkout", "--quiet", "main")
    repo.commit({"b.py": "main moved on\n"})
    with open_remote(f"{serve.url}/repo", None, tmp_path / "cache", None, LIMITS):
        pass  # a mirror without history, which must be completed
    with open_remote(f"{serve.url}/repo", "topic", tmp_path / "cache", None, LIMITS, base_ref="main") as checkout:
        assert checkout.commit == head
        diff = diff_hunks(checkout, "main")
        assert {file: change.status for file, change in diff.items()} == {
            "a.py": Status.MODIFIED,
            "bin": Status.MODIFIED,
            "gone.py": Status.DELETED,
            "new.py": Status.ADDED,
            "sub-new.py": Status.RENAMED,
        }
        assert diff["a.py"].added_lines == {10, 31}
        assert diff["a.py"].commentable_lines == {*range(7, 14), *range(28, 35)}
        assert diff["new.py"].added_lines == {1, 2}
        assert diff["bin"].binary
        assert diff["bin"].commentable_lines == frozenset()
        assert diff["sub-new.py"].old_file == "old.py"
        assert diff["gone.py"].commentable_lines == frozenset()
        assert changed_files(checkout, "main") == ["a.py", "bin", "new.py", "sub-new.py"]


def test_more_than_three_hundred_files_are_no_limit(repo: Repo) -> None:
    base = repo.commit({f"f{number}": "a\n" for number in range(350)})
    repo.commit({f"f{number}": "b\n" for number in range(350)})
    with open_local(repo.path, "HEAD") as checkout:
        diff = diff_hunks(checkout, base)
    assert len(diff) == 350
    assert all(change.added_lines == {1} for change in diff.values())


def test_odd_names_modes_and_ends_of_lines(repo: Repo) -> None:
    base = repo.commit({"mode.sh": "x\n", 'é 🦉\t".py': "1\n", "crlf": "a\r\nb\r\n", "-dash": "1\n", "type": "x\n", "z": "1\n"})
    (repo.path / "mode.sh").chmod(0o755)
    (repo.path / "type").unlink()
    (repo.path / "type").symlink_to("z")
    repo.commit(
        {'é 🦉\t".py': "2\n", "crlf": "a\r\nc\r\n", "-dash": "--- a/x\n+++ b/x\n", "z": "1\n@@ -1 +1 @@\ndiff --git a/q b/q\n"}
    )
    with open_local(repo.path, "HEAD") as checkout:
        diff = diff_hunks(checkout, base)
    assert diff['é 🦉\t".py'].added_lines == {1}
    assert diff["crlf"].hunks[0].lines == (" a\r", "-b\r", "+c\r")
    assert diff["-dash"].hunks[0].lines == ("-1", "+--- a/x", "++++ b/x")
    assert diff["z"].added_lines == {2, 3}
    assert (diff["mode.sh"].status, diff["mode.sh"].hunks) == (Status.MODIFIED, ())
    assert diff["type"].status is Status.RETYPED
    assert diff.keys() == {'é 🦉\t".py', "crlf", "-dash", "z", "mode.sh", "type"}


def test_a_name_that_is_not_utf8_is_left_out(repo: Repo) -> None:
    base = repo.commit({"a": "1\n"})
    blob = repo.git("hash-object", "-w", "--stdin", data=b"x\n")
    repo.git("update-index", "--add", "-z", "--index-info", data=f"100644 {blob}\t".encode() + b"caf\xe9\0")
    repo.git("commit", "--quiet", "--message", "x")
    with open_local(repo.path, "HEAD") as checkout:
        assert diff_hunks(checkout, base) == {}


@pytest.mark.parametrize("base", ["nope", "--output=x", "HEAD:a", "", "\0"])
def test_a_base_that_is_no_commit_is_a_bad_ref(repo: Repo, base: str) -> None:
    repo.commit({"a": "1"})
    with open_local(repo.path, "HEAD") as checkout, pytest.raises(CheckoutError) as caught:
        diff_hunks(checkout, base)
    assert caught.value.reason is Reason.BAD_REF


def test_a_base_without_common_history_is_a_bad_ref(repo: Repo) -> None:
    base = repo.commit({"a": "1"})
    repo.git("checkout", "--quiet", "--orphan", "other")
    repo.commit({"a": "2"})
    with open_local(repo.path, "HEAD") as checkout, pytest.raises(CheckoutError, match="no common history"):
        diff_hunks(checkout, base)


_LINE = st.sampled_from(
    ["a", "b", "c", "", " ", "+", "-x", "--- a", "@@ -1 +1 @@", "\\ No newline", "é", "\r", "diff --git a b", "\f"]
)
_FILE = st.lists(_LINE, max_size=30).flatmap(lambda lines: st.sampled_from(["\n".join(lines), "\n".join([*lines, ""])]))


def lines_of(text: str) -> list[str]:
    """The lines as git counts them: a line end is no line."""
    lines = text.split("\n")
    return lines[:-1] if lines[-1] == "" else lines


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(_FILE, _FILE), min_size=1, max_size=6))
@example([("a", "a\n\n")])
def test_hunks_turn_the_old_files_into_the_new_ones(pairs: list[tuple[str, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        repo = make_repo(Path(folder) / "r")
        base = repo.commit({f"f{number}": old for number, (old, _) in enumerate(pairs)})
        repo.commit({f"f{number}": new for number, (_, new) in enumerate(pairs)})
        with open_local(repo.path, "HEAD") as checkout:
            diff = diff_hunks(checkout, base)
        numstat = repo.git("diff", "--numstat", "--no-renames", base, "HEAD")
    counts = {line.split("\t")[2]: line.split("\t")[0] for line in numstat.splitlines()}
    assert diff.keys() == counts.keys()
    for number, (old, new) in enumerate(pairs):
        change = diff.get(f"f{number}")
        if change is None:
            assert old == new
            continue
        old_lines, new_lines = lines_of(old), lines_of(new)
        rebuilt: list[str] = []
        at = 0
        for hunk in change.hunks:
            start = hunk.old_start - 1 if hunk.old_lines else hunk.old_start
            rebuilt += old_lines[at:start]
            rebuilt += [line[1:] for line in hunk.lines if line[0] != "-"]
            at = start + hunk.old_lines
        rebuilt += old_lines[at:]
        assert rebuilt == new_lines
        assert len(change.added_lines) == int(counts[f"f{number}"])
        for hunk in change.hunks:
            for line in hunk.new_side("+ "):
                assert line in change.commentable_lines
        assert all(1 <= line <= len(new_lines) for line in change.commentable_lines)
