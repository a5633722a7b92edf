"""The grammar of comments: what is a command, what is talk, and what was meant as a command."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.commands.grammar import Command, Mistake, Name, Problem
from app.commands.parse import MAX_COMMANDS, parse
from app.domain.axis import Axis

AUDIT = Command(Name.AUDIT)


@pytest.mark.parametrize(
    ("body", "command"),
    [
        ("/anatoly audit", AUDIT),
        ("  /anatoly   audit  ", AUDIT),
        ("/Anatoly Audit", AUDIT),
        ("Thanks!\r\n/anatoly audit\r\nSee you", AUDIT),
        ("/anatoly audit src tests/", Command(Name.AUDIT, ("src", "tests"))),
        ("/anatoly audit ./src 'a file.py' src", Command(Name.AUDIT, ("src", "a file.py"))),
        ("/anatoly audit --axes utility,Tests", Command(Name.AUDIT, axes=("utility", "tests"))),
        ("/anatoly audit --axes=utility --axes tests", Command(Name.AUDIT, axes=("utility", "tests"))),
        ("/anatoly audit --full src/**/*.py", Command(Name.AUDIT, ("src/**/*.py",), full=True)),
        ("/anatoly status", Command(Name.STATUS)),
        ("/anatoly cancel", Command(Name.CANCEL)),
        ("/anatoly help", Command(Name.HELP)),
        ("/anatoly", Command(Name.HELP)),
    ],
)
def test_commands(body: str, command: Command) -> None:
    assert parse(body) == [command]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "please /anatoly audit",
        "/anatolyaudit",
        "//anatoly audit",
        "> /anatoly audit",
        ">/anatoly audit",
        "> said\n/anatoly audit",
        "> > deep\n> /anatoly audit",
        "- /anatoly audit",
        "`/anatoly audit`",
        "``\n/anatoly audit\n``",
        "    /anatoly audit",
        "\t/anatoly audit",
        "```\n/anatoly audit\n```",
        "```sh\n/anatoly audit\n```",
        "~~~\n/anatoly audit\n~~~",
        "````\n```\n/anatoly audit\n````",
        "```\n/anatoly audit",
        "- ```\n  /anatoly audit\n  ```",
        "1. ```\n   /anatoly audit\n   ```",
        "> ```\n> x\n\n/anatoly audit",
        "<!-- /anatoly audit -->",
        "<!--\n/anatoly audit\n-->",
        "<!--\n/anatoly audit",
        "<!-- x --> /anatoly audit",
        "<pre>\n/anatoly audit\n</pre>",
        "<code>\n/anatoly audit\n</code>",
        "<blockquote>\n\n/anatoly audit\n\n</blockquote>",
    ],
)
def test_talk_quotes_and_code_are_no_commands(body: str) -> None:
    assert parse(body) == []


@pytest.mark.parametrize(
    "before",
    [
        "> a quote\n\n",
        "```\ncode\n```\n",
        "~~~\n```\n~~~\n",
        "`code` and talk\n",
        "one ` backtick\n\n",
        "<!-- hidden -->\n",
        "- item\n\n",
        "    code\n\n",
    ],
)
def test_a_command_after_what_is_none_is_one(before: str) -> None:
    assert parse(f"{before}/anatoly audit") == [AUDIT]


@pytest.mark.parametrize(
    ("line", "problem", "word", "nearest"),
    [
        ("audti", Problem.UNKNOWN_COMMAND, "audti", "audit"),
        ("AUDITS", Problem.UNKNOWN_COMMAND, "AUDITS", "audit"),
        ("sing", Problem.UNKNOWN_COMMAND, "sing", ""),
        ("audit --ful", Problem.UNKNOWN_FLAG, "--ful", "--full"),
        ("audit --budget-usd=1000", Problem.UNKNOWN_FLAG, "--budget-usd", ""),
        ("audit -x", Problem.UNKNOWN_FLAG, "-x", ""),
        ("audit --axes", Problem.MISSING_VALUE, "--axes", ""),
        ("audit --axes=", Problem.MISSING_VALUE, "--axes", ""),
        ("audit --axes --full", Problem.MISSING_VALUE, "--axes", ""),
        ("audit --axes test", Problem.UNKNOWN_AXIS, "test", "tests"),
        ("audit ../secrets", Problem.BAD_PATH, "../secrets", ""),
        ("audit /etc/passwd", Problem.BAD_PATH, "/etc/passwd", ""),
        ("audit [z-a]", Problem.BAD_PATH, "[z-a]", ""),
        ("audit .", Problem.BAD_PATH, ".", ""),
        ("audit ~/x", Problem.BAD_PATH, "~/x", ""),
        ("audit src\u202egnp", Problem.BAD_PATH, "src\u202egnp", ""),
        ("status now", Problem.UNEXPECTED_ARGUMENT, "now", "status"),
        ("audit 'open", Problem.BAD_QUOTES, "audit 'open", ""),
    ],
)
def test_mistakes_say_what_is_wrong_and_what_is_near(line: str, problem: Problem, word: str, nearest: str) -> None:
    [mistake] = parse(f"/anatoly {line}")
    assert isinstance(mistake, Mistake)
    assert (mistake.problem, mistake.word, mistake.nearest) == (problem, word, nearest)


def test_several_commands_come_in_order_and_a_flood_is_cut_off() -> None:
    assert parse("/anatoly status\ntalk\n/anatoly help") == [Command(Name.STATUS), Command(Name.HELP)]
    flood = parse("/anatoly audit\n" * 1000)
    assert flood == [AUDIT] * MAX_COMMANDS + [Mistake(Problem.TOO_MANY, str(MAX_COMMANDS))]


markdown = st.lists(
    st.sampled_from(
        [
            "/anatoly audit",
            "/anatoly",
            "`",
            "``",
            "```",
            "~~~",
            "> ",
            "    ",
            "\n",
            "\n\n",
            "<!--",
            "-->",
            "<pre>",
            "</pre>",
            "- ",
            "x",
            " ",
            "'",
            "--axes",
        ]
    )
    | st.text(max_size=5),
    max_size=30,
).map("".join)


@given(markdown)
def test_no_comment_whatsoever_is_an_error(body: str) -> None:
    for found in parse(body):
        assert isinstance(found, Command | Mistake)


@given(markdown)
def test_a_quoted_comment_commands_nothing(body: str) -> None:
    assert parse("\n".join(f"> {line}" for line in body.splitlines())) == []


@given(markdown)
def test_what_stands_in_an_html_comment_commands_nothing(body: str) -> None:
    assert parse("<!-- " + body.replace("-->", "") + " -->") == []


@given(st.text(alphabet=st.characters(exclude_characters="`~", exclude_categories=["Cs"])))
def test_what_stands_in_a_fence_commands_nothing(body: str) -> None:
    assert parse(f"```\n{body}\n/anatoly audit\n```") == []


@given(
    st.lists(st.sampled_from(Axis), unique=True),
    st.lists(st.from_regex(r"[a-z][a-z_./*]{0,20}[a-z*]", fullmatch=True).filter(lambda path: ".." not in path), unique=True),
    st.booleans(),
)
def test_what_is_said_is_what_is_read(axes: list[Axis], paths: list[str], full: bool) -> None:
    words = ["/anatoly", "audit", *paths, *(["--axes", ",".join(axes)] if axes else []), *(["--full"] if full else [])]
    assert parse(" ".join(words)) == [Command(Name.AUDIT, tuple(paths), tuple(axes), full)]


@pytest.mark.parametrize("piece", ["`a", "``` ", "<!--", "<pre ", "<code>", "> ", "/anatoly audit ", "`" * 7 + "x", "- "])
def test_a_long_comment_is_read_in_no_time(piece: str) -> None:
    started = time.process_time()
    parse((piece * 65536)[:65536])
    assert time.process_time() - started < 1


def test_backticks_of_every_length_are_read_in_no_time() -> None:
    started = time.process_time()
    parse("".join("`" * number + "x" for number in range(360)))
    assert time.process_time() - started < 1
