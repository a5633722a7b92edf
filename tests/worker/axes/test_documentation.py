"""What documentation promises and is not so: only where nobody could say that it is so after all."""

from pathlib import Path

import pytest

from worker.axes.documentation import prove
from worker.graph.build import build
from worker.source.read import read


def titles(root: Path, files: dict[str, str]) -> list[str]:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    source = read(root, files)
    return [claim.title for claim in prove(source, build(source))]


def test_a_parameter_that_was_renamed_is_named(tmp_path: Path) -> None:
    code = 'def f(size):\n    """Do.\n\n    :param length: how long\n    """\n    return size\n'
    assert titles(tmp_path, {"a.py": code}) == ["`f` documents a parameter `length` that it does not take"]


def test_the_line_is_that_of_the_parameter_not_of_an_example_after_it(tmp_path: Path) -> None:
    (tmp_path / "a.ts").write_text(
        "/**\n * @param base where\n * @example f({ base: 1 })\n */\nexport function f(size: number) {}\n"
    )
    source = read(tmp_path, ["a.ts"])
    assert [claim.line_start for claim in prove(source, build(source))] == [2]


@pytest.mark.parametrize(
    "code",
    [
        'def f(size, **more):\n    """Do.\n\n    :param length: how long\n    """\n',
        'def f(size):\n    """Do.\n\n    Returns:\n        length: how long\n    """\n',
        'def f(size):\n    """Args:\n    nothing to see\n    """\n',
        'def f(size):\n    """:param length: of it\n    """\n    def g(length):\n        return length\n    return g\n',
        'def f(size):\n    """Do.\n\n    Args:\n        int (size): how long\n    """\n',
        'def f(Box, str):\n    """Do.\n\n    Args:\n        Box (class): of it\n        str (type): how\n    """\n',
        'def f(size:\n    """Do.\n\n    :param length: how long\n    """\n',
    ],
    ids=[
        "takes anything",
        "a section of results",
        "no entries",
        "the parameter of what it makes",
        "type and name swapped",
        "a type's name is the parameter",
        "broken",
    ],
)
def test_what_may_be_meant_otherwise_is_let_alone(tmp_path: Path, code: str) -> None:
    assert titles(tmp_path, {"a.py": code}) == []


@pytest.mark.parametrize(
    "link",
    [
        "a.py",
        "./a.py#L3",
        "https://e.org/b.py",
        "/b.py",
        "b.html",
        "{{ page }}.md",
        "mailto:a@b.py",
        "nested/a.py",
        "nested\\a.py",
        "../../b.py",
    ],
)
def test_a_link_that_may_lead_somewhere_is_let_alone(tmp_path: Path, link: str) -> None:
    assert titles(tmp_path, {"a.py": "x = 1\n", "README.md": f"See [it]({link}).\n"}) == []


def test_what_others_wrote_is_not_judged(tmp_path: Path) -> None:
    assert titles(tmp_path, {"a.py": "x = 1\n", "vendor/lib/README.md": "See [it](b.py).\n"}) == []


def test_a_link_to_a_file_that_is_gone_is_named(tmp_path: Path) -> None:
    files = {"a.py": "x = 1\n", "README.md": "See [it](b%20c.py).\n"}
    assert titles(tmp_path, files) == ["The link to `b%20c.py` leads to a file that is not there"]
