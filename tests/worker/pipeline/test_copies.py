"""Copies of one symbol: who is who does not depend on the order in which they are found."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.finding import Claim
from app.domain.fingerprint import of_copy, of_original
from tests.worker.publish.samples import dead
from worker.pipeline.copies import Remembered, identities


def copy_in(file: str) -> Claim:
    return dead(file=file).claim


FP = copy_in("a.py").fingerprint


def named(files: list[str], remembered: Remembered | None = None) -> dict[str, str]:
    return dict(zip(files, identities([copy_in(file) for file in files], [], remembered or {}), strict=True))


def as_remembered(names: dict[str, str]) -> Remembered:
    return {(FP, file): [name] for file, name in names.items()}


def test_a_finding_without_copies_does_not_know_its_file() -> None:
    assert named(["a.py"]) == {"a.py": FP}
    assert named(["moved.py"]) == {"moved.py": FP}
    assert of_original(of_copy(FP, "b.py")) == of_original(FP) == FP


@given(st.permutations(["a.py", "b.py", "c.py"]))
def test_copies_are_told_apart_by_their_files_in_whatever_order_they_come(files: list[str]) -> None:
    assert named(files) == {"a.py": FP, "b.py": of_copy(FP, "b.py"), "c.py": of_copy(FP, "c.py")}


@given(st.lists(st.sampled_from("abcdef"), min_size=1, unique=True), st.data())
def test_a_copy_keeps_its_name_while_others_come_and_go(before: list[str], data: st.DataObject) -> None:
    first = named(before)
    after = data.draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, unique=True))
    second = named(after, as_remembered(first))
    assert {file: second[file] for file in after if file in first} == {file: first[file] for file in after if file in first}
    assert len(set(second.values())) == len(after)


def test_a_moved_file_has_the_name_that_became_free() -> None:
    assert named(["b.py", "z.py"], as_remembered(named(["a.py", "b.py"]))) == {"b.py": of_copy(FP, "b.py"), "z.py": FP}


def test_two_in_one_file_have_two_names() -> None:
    assert identities([copy_in("a.py")] * 3, [FP], {}) == [
        of_copy(FP, "a.py"),
        f"{of_copy(FP, 'a.py')}-2",
        f"{of_copy(FP, 'a.py')}-3",
    ]
