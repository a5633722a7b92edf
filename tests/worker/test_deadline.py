"""Work that takes too long ends in the thread that does it, and nowhere else."""

import contextlib
import threading

import pytest

from worker.deadline import Deadline, Overran

WAITED = 10


def spin(stop: threading.Event) -> None:
    """Python code that never ends by itself."""
    while not stop.is_set():
        pass


def test_work_that_never_ends_is_interrupted() -> None:
    with pytest.raises(Overran), Deadline(0.05) as deadline:
        spin(threading.Event())
    assert deadline.passed.is_set()


def test_an_interruption_that_was_swallowed_comes_again() -> None:
    def stubborn() -> None:
        with contextlib.suppress(Overran):
            spin(threading.Event())
        spin(threading.Event())

    with pytest.raises(Overran), Deadline(0.05):
        stubborn()


def test_work_that_is_done_in_time_is_left_alone() -> None:
    with Deadline(60) as deadline:
        done = sum(range(10))
    assert (done, deadline.passed.is_set()) == (45, False)


def test_only_the_thread_that_overran_is_interrupted() -> None:
    ended: dict[str, str] = {}
    first_is_over = threading.Event()

    def overrun() -> None:
        try:
            with Deadline(0.05):
                spin(threading.Event())
        except Overran:
            ended["overrun"] = "interrupted"
        first_is_over.set()

    def go_on() -> None:
        with Deadline(60):
            assert first_is_over.wait(WAITED)
        ended["beside it"] = "done"

    threads = [threading.Thread(target=overrun), threading.Thread(target=go_on)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAITED)
    assert ended == {"overrun": "interrupted", "beside it": "done"}
