"""The benchmark of the static half measures what it says."""

import math
from pathlib import Path

from benchmarks.static import assemble, exponent, measure


def test_the_exponent_is_that_of_the_power() -> None:
    assert math.isclose(exponent([(n, 3 * n**1.5) for n in (10.0, 100.0, 1000.0)]), 1.5)


def test_a_size_is_put_together_from_whole_files(tmp_path: Path) -> None:
    source = tmp_path / "real"
    source.mkdir()
    for number in range(10):
        (source / f"m{number}.py").write_text(f"def f{number}():\n    pass\n")
    (source / "README.md").write_text("f1\n" * 100)

    assert assemble([source], 7, tmp_path / "sized") == 8
    found = measure(tmp_path / "sized")

    assert found["lines"] == 8
    assert {"parse", "read", "graph", "prove", "read_again", "graph_again", "rss_mib"} < found.keys()
