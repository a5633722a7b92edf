"""Which dotted names and paths a text holds."""

from hypothesis import given
from hypothesis import strategies as st

from worker.graph.opening import dotted_in, paths_in

_PIECES = st.sampled_from([*" \n\t.:x'\"é=,\u00a0", "shop.web", "shop.web:app", "a.b", "-m ", "-m"])


def test_names_with_dots_are_found_once_each_in_the_order_of_the_text() -> None:
    assert list(dotted_in("use: shop.web\nrun = 'shop.jobs:nightly', shop.web")) == ["shop.web", "shop.jobs:nightly"]


def test_a_module_that_is_only_run_is_not_named_for_what_is_in_it() -> None:
    assert list(dotted_in("python -m shop.web --port 1\nworker: shop.jobs")) == ["shop.jobs"]


@given(st.lists(_PIECES, max_size=12).map("".join))
def test_what_stands_on_other_lines_changes_nothing(text: str) -> None:
    apart = {name for line in text.split("\n") for name in dotted_in(line)}
    assert set(dotted_in(text)) == apart
    assert set(dotted_in(f"{text}\npython -m other.module")) == apart


def test_a_path_ends_with_its_last_module() -> None:
    assert list(paths_in("see tools/run.py and tools/run.py:12")) == ["tools/run.py", "tools/run.py"]
