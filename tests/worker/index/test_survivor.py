"""What most code relies on stays."""

from pathlib import Path

from tests.worker.index.copies import COPIES
from worker.graph import tested as reached
from worker.graph.build import build
from worker.index.clones import clones
from worker.index.survivor import Standing, ranked
from worker.source.read import read

COPY = COPIES["typescript"][2]


def standing(root: Path, files: dict[str, str]) -> list[Standing]:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    source = read(root, files)
    graph = build(source)
    (group,) = clones(source)
    return ranked(graph, group.members, reached.tested(graph))


def test_the_most_used_one_stays_then_the_tested_one_then_the_documented_one(tmp_path: Path) -> None:
    use = 'import {{ total }} from "./{0}";\nexport const {1} = () => total([], 1);\n'
    files = {"package.json": '{"name": "a", "private": true}', "a.ts": COPY, "b.ts": f"/** Sum. */\n{COPY}", "c.ts": COPY}
    order = [one.member.file.file for one in standing(tmp_path / "documented", files)]
    assert order == ["b.ts", "a.ts", "c.ts"]
    files |= {"c.test.ts": 'import { total } from "./c";\ntest("c", () => { expect(total([], 1)).toBe(0); });\n'}
    first = standing(tmp_path / "tested", files)[0]
    assert (first.member.file.file, first.tested) == ("c.ts", True)
    files |= {"u.ts": use.format("a", "u"), "v.ts": use.format("a", "v")}
    first = standing(tmp_path / "used", files)[0]
    assert (first.member.file.file, first.says()) == ("a.ts", "used in 2 places")
