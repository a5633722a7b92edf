"""An embedding endpoint is asked as it wants to be, and nothing that it answers wrong is taken."""

import gzip
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest

from tests.worker.index.serving import Reply, Server, Step, rows, vectors
from worker.index.embedding import EmbeddingError
from worker.index.endpoint import ATTEMPTS, LONGEST_WAIT, Endpoint

KEY = "sk-very-secret"


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


@dataclass
class Asked:
    endpoint: Endpoint
    slept: list[float]


@pytest.fixture
def asked(server: Server) -> Iterator[Asked]:
    slept: list[float] = []
    endpoint = Endpoint(server.url, "m", KEY, seconds=10, sleep=slept.append)
    yield Asked(endpoint, slept)
    endpoint.close()


def refused(endpoint: Endpoint, *texts: str) -> str:
    with pytest.raises(EmbeddingError) as caught:
        endpoint.embed(texts or ("one", "two!"))
    said = str(caught.value)
    assert KEY not in said
    assert "\n" not in said
    assert "/v1/embeddings" in said, "it names who answered"
    return said


def test_texts_go_in_batches_and_come_back_in_their_order(server: Server, asked: Asked) -> None:
    texts = ["x" * number for number in range(70)]
    found = asked.endpoint.embed(texts)
    batches = [body["input"] for path, body, _ in server.seen if body["input"] != ["probe"]]
    assert [len(batch) for batch in batches] == [32, 32, 6]
    assert [text for batch in batches for text in batch] == texts
    assert found.shape == (70, 3)
    assert np.allclose(found[:, 0] / found[:, 1], [number + 1 for number in range(70)], rtol=1e-4)
    assert np.allclose(np.linalg.norm(found, axis=1), 1)
    assert {(path, body["model"], key) for path, body, key in server.seen} == {("/v1/embeddings", "m", f"Bearer {KEY}")}


@pytest.mark.parametrize("ending", ["", "/", "/v1", "/v1/"])
def test_the_address_may_end_as_it_likes_and_without_a_key_none_is_sent(server: Server, ending: str) -> None:
    endpoint = Endpoint(server.url + ending, "m")
    assert endpoint.dimension() == endpoint.dimension() == 3
    endpoint.close()
    assert [(path, key) for path, _, key in server.seen] == [("/v1/embeddings", "")], "the length is asked for once"


def test_no_texts_are_no_rows(asked: Asked) -> None:
    assert asked.endpoint.embed([]).shape == (0, 3)


def test_where_nobody_listens_it_says_so_after_four_attempts() -> None:
    gone = Server()
    gone.close()
    slept: list[float] = []
    endpoint = Endpoint(gone.url, "m", KEY, sleep=slept.append)
    assert "cannot be reached (ConnectError): is it running; see ANATOLY_EMBEDDINGS_BASE_URL" in refused(endpoint)
    assert slept == [1, 2, 4], "waits grow"
    endpoint.close()


def test_who_does_not_answer_in_time_is_asked_again_and_then_left(server: Server) -> None:
    never, slept = threading.Event(), list[float]()
    server.steps = [lambda texts: Reply({}, after=never)] * 9
    endpoint = Endpoint(server.url, "m", KEY, seconds=0.05, sleep=slept.append)
    assert "did not answer in time" in refused(endpoint)
    assert len(slept) == ATTEMPTS - 1
    endpoint.close()
    never.set()


def test_a_limit_is_waited_for_as_long_as_it_says(server: Server, asked: Asked) -> None:
    server.steps = [lambda _texts: Reply({}, 429, {"retry-after": "7"}), lambda _texts: Reply({}, 429, {"retry-after": "soon"})]
    assert asked.endpoint.embed(["one"]).shape == (1, 3)
    assert asked.slept == [7, 2]


def test_a_limit_of_an_hour_is_not_waited_for(server: Server, asked: Asked) -> None:
    server.steps = [lambda _texts: Reply({}, 429, {"retry-after": str(LONGEST_WAIT + 1)})]
    assert "answered 429" in refused(asked.endpoint)
    assert (asked.slept, len(server.seen)) == ([], 1)


@pytest.mark.parametrize("status", [500, 503, 408])
def test_a_server_that_stumbles_is_asked_again(server: Server, asked: Asked, status: int) -> None:
    server.steps = [lambda _texts: Reply(b"<html>", status)] * 2
    assert asked.endpoint.embed(["one"]).shape == (1, 3)
    assert asked.slept == [1, 2]


def test_it_is_never_asked_more_often_than_four_times_for_all_and_for_one(server: Server, asked: Asked) -> None:
    server.steps = [lambda _texts: Reply({}, 500)] * 40
    assert "answered 500" in refused(asked.endpoint)
    assert len(server.seen) == 2 * ATTEMPTS, "one of the texts may be why, so one of them is asked for by itself"


def test_a_text_that_is_too_long_is_asked_for_by_how_it_begins(server: Server, asked: Asked) -> None:
    def too_long(texts: list[str]) -> Reply:
        if any(len(text) > 300 for text in texts):
            return Reply({"error": {"message": "input (900 tokens) is too\nlarge"}}, 400)
        return vectors(texts)

    server.steps = [too_long] * 40
    assert asked.endpoint.embed(["short", "long " * 200, "short as well"]).shape == (3, 3)
    sent = [[len(text) for text in body["input"]] for _, body, _ in server.seen if body["input"] != ["probe"]]
    assert sent == [[5, 1000, 13], [5], [1000], [500], [250], [13]]


def test_what_a_server_says_of_an_error_is_passed_on_in_one_line(server: Server, asked: Asked) -> None:
    server.steps = [lambda _texts: Reply({"error": {"message": "Pooling type 'none'\n\x1b[31m is not compatible"}}, 400)] * 9
    assert "answered 400 for the model 'm': Pooling type 'none' [31m is not compatible; see" in refused(asked.endpoint)


@pytest.mark.parametrize("status", [301, 401, 404])
def test_what_another_attempt_cannot_mend_is_asked_once(server: Server, asked: Asked, status: int) -> None:
    server.steps = [lambda _texts: Reply({"error": KEY}, status, {"location": "/elsewhere"})]
    assert f"answered {status} for the model 'm'" in refused(asked.endpoint)
    assert (asked.slept, len(server.seen)) == ([], 1)


def test_a_length_that_changes_on_the_way_is_another_model(server: Server, asked: Asked) -> None:
    assert asked.endpoint.dimension() == 3
    server.steps = [lambda texts: vectors(texts, 5)]
    said = refused(asked.endpoint)
    assert "vectors of 5 numbers where it answered 3 before: the model behind it changed" in said


ONE, TWO = {"index": 0, "embedding": [1.0, 2.0, 3.0]}, {"index": 1, "embedding": [3.0, 2.0, 1.0]}


@pytest.mark.parametrize(
    "wrong",
    [
        rows(ONE, {"index": 1, "embedding": [0.0, 0.0, 0.0]}),
        rows(ONE, {"index": 1, "embedding": [1.0, float("nan"), 1.0]}),
        rows(ONE, {"index": 1, "embedding": [1.0, float("inf"), 1.0]}),
        rows(ONE, {"index": 1, "embedding": [1e300, 1.0, 1.0]}),
        rows(ONE, {"index": 1, "embedding": [1e-300, 0.0, 0.0]}),
        rows(ONE, {"index": 1, "embedding": [1.0, None, 1.0]}),
        rows(ONE, {"index": 1, "embedding": [1.0, 1.0]}),
        rows(ONE, {"index": 1, "embedding": []}),
        rows(ONE),
        rows(ONE, TWO, {"index": 2, "embedding": [1.0, 1.0, 1.0]}),
        rows(ONE, TWO, TWO),
        rows(ONE, ONE),
        rows(ONE, {"index": 2, "embedding": [1.0, 1.0, 1.0]}),
        rows(ONE, {"index": -1, "embedding": [1.0, 1.0, 1.0]}),
        rows(),
        lambda _texts: Reply({"error": "out of memory"}),
        lambda _texts: Reply(b"<html>Sign in</html>"),
        lambda _texts: Reply(b'{"data": ['),
        lambda _texts: Reply(b""),
        lambda _texts: Reply(b"\xff\xfe"),
    ],
    ids=[
        "zeros", "nan", "infinite", "too large", "too small", "null", "uneven", "empty vector", "too few", "too many",
        "one twice", "index twice", "index left out", "negative index", "none", "an error", "html", "cut off", "nothing",
        "no text",
    ],
)  # fmt: skip
def test_nothing_is_taken_from_an_answer_that_is_wrong(server: Server, asked: Asked, wrong: Step) -> None:
    assert asked.endpoint.dimension() == 3
    server.steps = [wrong]
    assert "answered" in refused(asked.endpoint)
    assert asked.slept == []


def test_an_answer_that_cannot_be_unpacked_is_one_line(server: Server, asked: Asked) -> None:
    packed = gzip.compress(b"{}")[:-4] + b"none"
    server.steps = [lambda _texts: Reply(packed, headers={"content-encoding": "gzip"})] * ATTEMPTS
    assert "cannot be reached (DecodingError)" in refused(asked.endpoint)


def test_an_address_that_is_none_is_one_line() -> None:
    for address in ("http://[::1", "localhost:9"):
        try:
            endpoint = Endpoint(address, "m", KEY, sleep=lambda _seconds: None)
        except ValueError as error:
            raise AssertionError(address) from error
        assert "cannot be reached" in refused(endpoint)
        endpoint.close()
