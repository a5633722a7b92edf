"""A folder of this machine: read in place, or one commit of it."""

import os
from pathlib import Path

import pytest

from tests.worker.checkout.conftest import Repo
from worker.checkout import CheckoutError, Limits, Reason, changed_files, diff_hunks, list_files, open_local, open_source


def _everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        str(path.relative_to(folder)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_working_tree_is_read_as_it_is_and_left_as_it_was(repo: Repo) -> None:
    commit = repo.commit({"a.py": "1", "gone.py": "1", "deep/b.py": "1", ".gitignore": "ignored/\n*.log\n"})
    for name in ("a.py", "new.py", "ignored/x.py", "x.log"):
        repo.write(name, "changed")
    (repo.path / "gone.py").unlink()
    before = _everything(repo.path)
    with open_local(repo.path) as checkout:
        assert (checkout.root, checkout.commit, checkout.dirty) == (repo.path, commit, True)
        assert list_files(checkout) == [".gitignore", "a.py", "deep/b.py", "new.py"]
        assert diff_hunks(checkout, "HEAD").keys() == {"a.py", "gone.py", "new.py"}
        assert changed_files(checkout, "HEAD") == ["a.py", "new.py"]
        scratch = checkout.git_dir
        assert scratch
    assert not scratch.exists()
    assert _everything(repo.path) == before


def test_a_clean_tree_is_not_dirty(repo: Repo) -> None:
    repo.commit({"a.py": "1", "b": "2"})
    os.utime(repo.path / "a.py")
    with open_local(repo.path) as checkout:
        assert not checkout.dirty
        assert diff_hunks(checkout, "HEAD") == {}


def test_an_ignore_list_of_the_repository_itself_counts(repo: Repo) -> None:
    repo.commit({"a": "1"})
    repo.write(".git/info/exclude", "secret\n")
    repo.write("secret", "x")
    with open_local(repo.path) as checkout:
        assert list_files(checkout) == ["a"]
        assert not checkout.dirty


@pytest.mark.parametrize("name", ["main~1", "v1", "HEAD^", None])
def test_a_commit_is_laid_out_elsewhere(repo: Repo, name: str | None) -> None:
    first = repo.commit({"a": "1", "sub/b": "x\r\n"})
    repo.git("tag", "v1")
    repo.commit({"a": "2"})
    repo.write("a", "3")
    with open_local(repo.path, name or first[:9]) as checkout:
        assert (checkout.commit, checkout.dirty) == (first, False)
        assert checkout.root != repo.path
        assert list_files(checkout) == ["a", "sub/b"]
        assert (checkout.root / "a").read_text() == "1"
        root = checkout.root
    assert not root.exists()


def test_a_folder_inside_a_repository_is_a_root_of_its_own(repo: Repo) -> None:
    first = repo.commit({"top": "1", "sub/a": "1", "sub/deep/b": "1"})
    repo.commit({"top": "2", "sub/a": "2"})
    repo.write("sub/new", "x\n")
    with open_local(repo.path / "sub") as checkout:
        assert list_files(checkout) == ["a", "deep/b", "new"]
        assert diff_hunks(checkout, first).keys() == {"a", "new"}
    with open_local(repo.path / "sub", "HEAD") as checkout:
        assert list_files(checkout) == ["a", "deep/b"]
        assert changed_files(checkout, first) == ["a"]
    repo.write("later/x", "x")
    with pytest.raises(CheckoutError, match="later") as caught:
        open_local(repo.path / "later", "HEAD")
    assert caught.value.reason is Reason.BAD_REF


def test_a_linked_worktree_a_bare_and_a_sha256_repository_are_understood(repo: Repo, tmp_path: Path) -> None:
    commit = repo.commit({"a": "1"})
    repo.git("worktree", "add", "--quiet", str(tmp_path / "linked"), "-b", "side")
    (tmp_path / "linked/b").write_text("x")
    with open_local(tmp_path / "linked") as checkout:
        assert (checkout.commit, list_files(checkout)) == (commit, ["a", "b"])
    repo.git("clone", "--quiet", "--bare", ".", str(tmp_path / "bare.git"))
    with open_local(tmp_path / "bare.git") as checkout:
        assert (checkout.commit, list_files(checkout)) == (commit, ["a"])
    wide = Repo(tmp_path / "wide")
    wide.path.mkdir()
    wide.git("init", "--quiet", "--object-format=sha256")
    commit = wide.commit({"a": "1"})
    assert len(commit) == 64
    for ref in (None, "HEAD"):
        with open_local(wide.path, ref) as checkout:
            assert (checkout.commit, list_files(checkout)) == (commit, ["a"])


def test_packed_references_and_a_split_index_are_understood(repo: Repo) -> None:
    commit = repo.commit({"a": "1", "b": "2"})
    repo.git("pack-refs", "--all")
    repo.git("gc", "--quiet")
    repo.git("update-index", "--split-index")
    with open_local(repo.path) as checkout:
        assert (checkout.commit, list_files(checkout), checkout.dirty) == (commit, ["a", "b"], False)


def test_a_repository_without_a_commit_is_read_in_place(repo: Repo) -> None:
    repo.write("a", "1")
    with open_local(repo.path) as checkout:
        assert (checkout.commit, checkout.dirty, list_files(checkout)) == ("", True, ["a"])
        with pytest.raises(CheckoutError):
            diff_hunks(checkout, "HEAD")
    with pytest.raises(CheckoutError) as caught:
        open_local(repo.path, "HEAD")
    assert caught.value.reason is Reason.BAD_REF


def test_a_folder_without_git_is_walked(tmp_path: Path) -> None:
    root = tmp_path / "plain"
    for name in ("a.py", "src/b.py", "node_modules/x/y.js", "src/.venv/z.py", ".hidden"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")
    (root / "loop").symlink_to(".")
    with open_local(root) as checkout:
        assert (checkout.commit, checkout.label) == ("", "plain")
        assert list_files(checkout) == [".hidden", "a.py", "src/b.py"]
        assert [(o.file, o.link) for o in checkout.omitted] == [("loop", ".")]
    assert root.exists(), "released, and still the user's folder"
    with pytest.raises(CheckoutError) as caught:
        open_local(root, "main")
    assert caught.value.reason is Reason.NOT_A_REPOSITORY


def test_a_folder_that_its_repository_ignores_is_looked_at_for_itself(repo: Repo) -> None:
    repo.commit({".gitignore": "scratch/\n"})
    repo.write("scratch/a.py", "x")
    with open_local(repo.path / "scratch") as checkout:
        assert list_files(checkout) == ["a.py"]


def test_a_tracked_folder_replaced_by_a_link_is_not_entered(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"dir/secret": "mine", "a": "1"})
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret").write_text("theirs")
    (repo.path / "dir/secret").unlink()
    (repo.path / "dir").rmdir()
    (repo.path / "dir").symlink_to(outside)
    with open_local(repo.path) as checkout:
        assert list_files(checkout) == ["a"]
        assert [o.reason for o in checkout.omitted] == ["a symbolic link"]


def test_a_nested_repository_is_named_not_entered(repo: Repo) -> None:
    repo.commit({"a": "1"})
    nested = Repo(repo.path / "nested")
    nested.path.mkdir()
    nested.git("init", "--quiet")
    nested.commit({"x": "1"})
    with open_local(repo.path) as checkout:
        assert list_files(checkout) == ["a"]
        assert [(o.file, o.reason) for o in checkout.omitted] == [("nested/", "a repository of its own")]
        assert diff_hunks(checkout, "HEAD").keys() <= {"nested"}


@pytest.mark.parametrize("limits", [Limits(max_files=1), Limits(max_bytes=10)])
@pytest.mark.parametrize("ref", [None, "HEAD"])
def test_limits_hold_here_too(repo: Repo, limits: Limits, ref: str | None) -> None:
    repo.commit({"a": "x" * 9, "b": "x" * 9})
    with pytest.raises(CheckoutError) as caught:
        open_local(repo.path, ref, limits)
    assert caught.value.reason in (Reason.TOO_LARGE, Reason.TOO_MANY_FILES)


@pytest.mark.parametrize("ref", ["nope", "-x", "--git-dir", "a b", "HEAD:a", "\0"])
def test_no_such_commit_is_a_bad_ref(repo: Repo, ref: str) -> None:
    repo.commit({"a": "1"})
    with pytest.raises(CheckoutError) as caught:
        open_local(repo.path, ref)
    assert caught.value.reason is Reason.BAD_REF


def test_a_source_is_a_folder_or_an_address(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"a": "1"})
    with open_source(str(repo.path), None, tmp_path / "cache", None, Limits()) as checkout:
        assert checkout.root == repo.path
    for source, reason in {
        "ssh://h/a": Reason.NOT_A_REPOSITORY,
        "git@github.com:a/b.git": Reason.NOT_A_REPOSITORY,
        "http://127.0.0.1:9/a": Reason.UNREADABLE,
        str(tmp_path / "missing"): Reason.GONE,
        str(repo.path / "a"): Reason.NOT_A_REPOSITORY,
    }.items():
        with pytest.raises(CheckoutError) as caught:
            open_source(source, None, tmp_path / "cache", None, Limits(seconds=20))
        assert caught.value.reason is reason
