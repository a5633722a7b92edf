"""Repositories that try to run something or to write outside: each attempt is made, and fails."""

import os
import shutil
from pathlib import Path

import pytest

from tests.worker.checkout.conftest import GitServer, Repo, make_repo
from worker.checkout import CheckoutError, Limits, Reason, diff_hunks, list_files, open_local, open_remote

LIMITS = Limits(seconds=30)


def _tree(repo: Repo, entries: list[tuple[str, str, str]]) -> str:
    """A tree object with any names at all, as (mode, SHA, name); git itself would refuse to make it."""
    data = b"".join(
        f"{mode} ".encode() + name.encode(errors="surrogateescape") + b"\0" + bytes.fromhex(sha) for mode, sha, name in entries
    )
    return repo.git("hash-object", "-t", "tree", "-w", "--literally", "--stdin", data=data)


def _commit_tree(repo: Repo, tree: str) -> str:
    commit = repo.git("commit-tree", "-m", "x", tree)
    repo.git("update-ref", "refs/heads/evil", commit)
    return commit


def _blob(repo: Repo, text: str) -> str:
    return repo.git("hash-object", "-w", "--stdin", data=text.encode())


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A program that leaves a mark when it is run."""
    program = tmp_path / "trap"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path / 'sprung'}\ncat\nexit 0\n")
    program.chmod(0o755)
    return program


@pytest.mark.parametrize("name", ["..", ".git", ".GIT", ".", "a/b", "../x"])
def test_names_that_lead_elsewhere_are_refused(serve: GitServer, repo: Repo, tmp_path: Path, name: str) -> None:
    blob = _blob(repo, "evil")
    inner = _tree(repo, [("100644", blob, "config"), ("100644", blob, "escaped")])
    entry = ("100644", blob, name) if "/" in name else ("40000", inner, name)
    commit = _commit_tree(repo, _tree(repo, [entry, ("100644", blob, "zz")]))
    with pytest.raises(CheckoutError) as caught:
        open_remote(f"{serve.url}/repo", "evil", tmp_path / "cache", None, LIMITS)
    assert caught.value.reason is Reason.UNREADABLE
    with open_local(repo.path, commit) as checkout:  # git checks what it fetches, not what it has: the second gate
        assert "zz" in list_files(checkout)
        assert not [file for file in checkout.root.parent.rglob("escaped") if checkout.root not in file.parents]
        if name != "a/b":
            assert list_files(checkout) == ["zz"]
            assert all(omitted.reason == "its name is not safe" for omitted in checkout.omitted)


def test_a_name_that_is_file_and_link_at_once_cannot_be_written_through(repo: Repo, tmp_path: Path) -> None:
    blob, link = _blob(repo, "evil"), _blob(repo, str(tmp_path))
    inner = _tree(repo, [("100644", blob, "escaped")])
    commit = _commit_tree(repo, _tree(repo, [("120000", link, "a"), ("40000", inner, "a"), ("100644", blob, "a")]))
    with open_local(repo.path, commit) as checkout:
        assert list_files(checkout) == ["a/escaped"]
        assert (checkout.root / "a/escaped").read_text() == "evil"
        assert ("a", "its name cannot be stored on this machine") in {(o.file, o.reason) for o in checkout.omitted}
    assert not (tmp_path / "escaped").exists()


def test_links_and_submodules_are_left_out_and_said(serve: GitServer, repo: Repo, tmp_path: Path) -> None:
    (repo.path / "out").symlink_to("/etc/passwd")
    (repo.path / "in").mkdir()
    (repo.path / "in/up").symlink_to("../a")
    sub = repo.commit({"a": "1"})
    repo.git("update-index", "--add", "--cacheinfo", f"160000,{sub},sub")
    repo.write(".gitmodules", '[submodule "sub"]\n\tpath = sub\n\turl = ext::sh -c "touch /tmp/x"\n')
    repo.git("add", ".gitmodules")
    repo.git("commit", "--quiet", "--message", "x")
    with open_remote(f"{serve.url}/repo", None, tmp_path / "cache", None, LIMITS) as checkout:
        assert list_files(checkout) == [".gitmodules", "a"]
        assert {(o.file, o.reason, o.link) for o in checkout.omitted} == {
            ("out", "a symbolic link", None),
            ("in/up", "a symbolic link", "a"),
            ("sub", "a submodule", None),
        }
        assert sorted(path.name for path in checkout.root.iterdir()) == [".gitmodules", "a"]


def test_names_of_all_kinds_are_laid_out_and_told_apart(serve: GitServer, repo: Repo, tmp_path: Path) -> None:
    good = ["emoji 🦉.py", "é.py", " space ", "-dash", 'quote".py', "back\\slash", "a:b", "*"]
    for name in good:
        repo.write(name, "x")
    repo.write("new\nline", "x")
    (Path(os.fsdecode(os.fsencode(repo.path) + b"/latin-\xe9"))).write_text("x")
    repo.commit()
    with open_remote(f"{serve.url}/repo", None, tmp_path / "cache", None, LIMITS, name="n") as checkout:
        assert list_files(checkout) == sorted(good)
        assert {(o.file, o.reason) for o in checkout.omitted} == {
            ("new\\nline", "its name holds control characters"),
            ("latin-\\xe9", "its name is not UTF-8"),
        }
        assert len(list(checkout.root.iterdir())) == len(good) + 2, "still there for searches"
        with open_remote(f"{serve.url}/repo", None, tmp_path / "cache", None, LIMITS, name="n") as again:
            assert (again.files, again.omitted) == (checkout.files, checkout.omitted)
    with open_local(repo.path) as local:
        assert (local.files, set(local.omitted)) == (checkout.files, set(checkout.omitted))


def test_old_repositories_with_padded_modes_are_read(serve: GitServer, repo: Repo, tmp_path: Path) -> None:
    blob = _blob(repo, "x")
    inner = _tree(repo, [("100644", blob, "f")])
    _commit_tree(repo, _tree(repo, [("100644", blob, "a"), ("040000", inner, "d")]))
    with open_remote(f"{serve.url}/repo", "evil", tmp_path / "cache", None, LIMITS) as checkout:
        assert list_files(checkout) == ["a", "d/f"]


def test_a_hostile_configuration_runs_nothing(repo: Repo, tmp_path: Path, trap: Path) -> None:
    commit = repo.commit({"a.py": "one\n", "b.bin": "x", "sub/c": "y"})
    repo.commit({"a.py": "two\n"})
    repo.write(".gitattributes", "* filter=evil diff=evil merge=evil\n")
    repo.write("a.py", "three\n")
    repo.write("new.py", "four\n")
    config = tmp_path / "included"
    config.write_text(f'[filter "evil"]\n\tclean = {trap}\n')
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for hook in ("post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman"):
        shutil.copy(trap, hooks / hook)
        shutil.copy(trap, repo.path / ".git/hooks" / hook)
    with (repo.path / ".git/config").open("a") as file:
        file.write(
            f"[core]\n\tfsmonitor = {trap}\n\thooksPath = {hooks}\n\tsshCommand = {trap}\n\tpager = {trap}\n\teditor = {trap}\n"
            f"\tgitProxy = {trap}\n\taskPass = {trap}\n\talternateRefsCommand = {trap}\n\tworktree = /etc\n"
            f"\tattributesFile = {config}\n"
            f'[filter "evil"]\n\tclean = {trap}\n\tsmudge = {trap}\n\tprocess = {trap}\n\trequired = true\n'
            f'[diff]\n\texternal = {trap}\n[diff "evil"]\n\tcommand = {trap}\n\ttextconv = {trap}\n'
            f"[alias]\n\tls-files = !{trap}\n\tstatus = !{trap}\n[include]\n\tpath = {config}\n"
            f"[credential]\n\thelper = {trap}\n[pager]\n\tdiff = {trap}\n\tstatus = {trap}\n[extensions]\n"
            "\tpartialClone = evil\n"
            f'[remote "evil"]\n\turl = ext::{trap}\n\tpromisor = true\n\tuploadpack = {trap}\n'
        )
    sprung = tmp_path / "sprung"
    for ref in (None, "HEAD", commit):
        for path in (repo.path, repo.path / "sub"):
            with open_local(path, ref) as checkout:
                list_files(checkout)
                diff_hunks(checkout, commit)
    assert not sprung.exists()
    with open_local(repo.path) as checkout:
        assert diff_hunks(checkout, "HEAD")["a.py"].added_lines == {1}, "not hidden as binary by the attributes either"
    repo.git("status")
    assert sprung.exists(), "plain git falls into the trap, so the trap works"


def test_a_gitdir_file_and_pipes_in_git_hang_nothing(repo: Repo, tmp_path: Path) -> None:
    repo.commit({"a": "1"})
    (repo.path / ".git/packed-refs").unlink(missing_ok=True)
    os.mkfifo(repo.path / ".git/packed-refs")
    (repo.path / ".git/index").unlink()
    os.mkfifo(repo.path / ".git/index")
    os.mkfifo(repo.path / "pipe")
    with open_local(repo.path, limits=Limits(seconds=10)) as checkout:
        assert "pipe" not in list_files(checkout)
    plain = tmp_path / "plain"
    plain.mkdir()
    (plain / ".git").write_text("gitdir: /nowhere\n")
    (plain / "f").touch()
    with open_local(plain) as checkout:
        assert list_files(checkout) == ["f"]


def test_a_corrupt_local_repository_is_one_clear_line(tmp_path: Path) -> None:
    repo = make_repo(tmp_path / "broken")
    commit = repo.commit({"a": "1"})
    for file in (repo.path / ".git/objects").rglob("*"):
        if file.is_file():
            file.unlink()
    with pytest.raises(CheckoutError) as caught:
        open_local(repo.path, commit)
    assert "\n" not in str(caught.value)
