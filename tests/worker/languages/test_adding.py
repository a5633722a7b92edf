"""A language is added by one file: the one that docs/contributors.md shows is put beside the others, found, read and linked."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
ASK = """
import sys
from app.domain.axis import Axis
from worker.axes.provers import prove
from worker.graph.build import build
from worker.source.read import read
source = read(sys.argv[1], ["a.toy", "b.toy", "c.py"])
for facts in source.files.values():
    print(facts.file, facts.language, *(one.qualname for one in facts.symbols))
for claim in prove(source, build(source), [Axis.UTILITY]).claims:
    print("dead", claim.file, claim.symbol, *(one.symbol for one in claim.related))
"""


def example() -> str:
    found = re.search(r"```python\n(.*?)```", (ROOT / "docs/contributors.md").read_text(), re.DOTALL)
    assert found is not None
    return found[1]


def test_the_language_of_the_documentation_is_found_read_and_proven(tmp_path: Path) -> None:
    project, repository = tmp_path / "project", tmp_path / "repository"
    for package in ("app", "worker"):
        shutil.copytree(ROOT / package, project / package, ignore=shutil.ignore_patterns("__pycache__"))
    repository.mkdir()
    (project / "worker/languages/toy.py").write_text(example())
    (repository / "a.toy").write_text('{\n"main": ["greet"],\n"old": ["older"],\n"older": []\n}\n')
    (repository / "b.toy").write_text('{\n"greet": [],\n"named_by_python": []\n}\n')
    (repository / "c.py").write_text('print("named_by_python")\n')

    done = subprocess.run(
        [sys.executable, "-c", ASK, str(repository)], cwd=project, capture_output=True, text=True, check=False
    )

    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "a.toy toy main old older",
        "b.toy toy greet named_by_python",
        "c.py python",
        "dead a.toy old older",
    ]
