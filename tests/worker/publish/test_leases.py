"""Stories of publishers that take long: who lost the lease writes nothing, and who works keeps it."""

from collections.abc import Callable

from app.domain.run import ItemState
from tests.worker.publish.conftest import Stage
from tests.worker.publish.plans import pull_request
from worker.publish.outcomes import Again, Claimed, Sent
from worker.publish.publisher import Publisher


def busy(stage: Stage) -> None:
    """More talk in the pull request than two pages of a list hold."""
    for number in range(250):
        stage.double.comment(stage.repo, stage.pull.number, f"talk {number}", by="hubot")


def lost_summary(stage: Stage) -> None:
    """A summary that was created, and whose answer got lost."""
    stage.plan([intent for intent in pull_request(stage) if intent.kind == "summary"])
    stage.double.fail("POST", r"/issues/\d+/comments$", kind="502")
    stage.work()
    stage.wait(61)


def before_each_request(publisher: Publisher, happens: Callable[[], None]) -> None:
    """Let something happen each time before the publisher makes sure of its lease."""
    prolong = publisher._prolong

    def first(claimed: Claimed) -> None:
        happens()
        prolong(claimed)

    publisher._prolong = first  # type: ignore[method-assign] - time passes while GitHub answers


def test_a_long_search_is_not_overtaken_by_another_publisher(stage: Stage) -> None:
    busy(stage)
    lost_summary(stage)
    slow, other = stage.publisher("slow"), stage.publisher("other")
    overtaken = []

    def two_minutes() -> None:
        stage.wait(120)
        overtaken.append(other.send_next())

    before_each_request(slow, two_minutes)
    step = slow.send_next()
    assert step is not None
    assert isinstance(step[1], Sent)
    assert overtaken == [None] * 4, "three pages and a write"
    assert len([comment for comment in stage.pull.comments if comment.user.login == "anatoly[bot]"]) == 1


def test_who_lost_the_lease_before_writing_writes_nothing(stage: Stage) -> None:
    lost_summary(stage)
    late, other = stage.publisher("late"), stage.publisher("other")

    def stalls() -> None:
        stage.wait(200)
        stage.work(other)

    before_each_request(late, stalls)
    step = late.send_next()
    assert step is not None
    assert step[1] == Again("the lease ran out before it was sent")
    assert len([comment for comment in stage.pull.comments if comment.user.login == "anatoly[bot]"]) == 1
    assert stage.row("summary").state == ItemState.DONE


def test_the_first_summary_of_a_pull_request_is_written_without_a_search(stage: Stage) -> None:
    stage.plan(pull_request(stage))
    stage.work()
    assert [call.method for call in stage.double.calls if call.path.endswith(f"/issues/{stage.pull.number}/comments")] == [
        "POST"
    ]
