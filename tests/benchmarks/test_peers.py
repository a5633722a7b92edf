"""Both sides' findings are told apart symbol by symbol, whatever the peer is."""

from pathlib import Path

from app.domain.axis import Axis
from benchmarks.peers import compare, known, ours
from benchmarks.peers_python import Vulture, findings
from worker.axes.provers import prove
from worker.graph.build import build
from worker.source.read import read

CODE = (
    "print(1)\n\n\nclass Idle:\n    def rest(self):\n        return 1\n\n\n"
    "def gone():\n    here = 1\n\n\ndef kept():\n    return 2\n"
)


def test_each_finding_is_in_one_list_and_what_is_inside_something_dead_counts_as_found(tmp_path: Path) -> None:
    (tmp_path / "run.py").write_text(CODE)
    (tmp_path / "other.txt").write_text("kept()\n")
    source = read(tmp_path, ["run.py", "other.txt"])
    mine = ours(source, prove(source, build(source), [Axis.UTILITY]).claims)
    said = (
        "run.py:4: unused class 'Idle' (60% confidence)\n"
        "./run.py:5: unused method 'rest' (60% confidence, 2 lines)\n"
        "run.py:10: unused variable 'here' (60% confidence)\n"
        "run.py:13: unused function 'kept' (60% confidence)\n"
        "run.py:1: unused import 'os' (90% confidence)\n"
    )

    compared = compare(mine, known(source, findings(said)))

    assert [one.qualname for one in compared.both] == ["Idle", "Idle.rest"]
    assert [one.qualname for one in compared.only_ours] == ["gone"]
    assert [one.qualname for one in compared.only_peer] == ["kept"]


def test_a_peer_that_is_not_installed_has_no_version() -> None:
    assert Vulture("no-such-program-anywhere").version() is None
