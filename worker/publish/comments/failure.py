"""The one comment that says why a run came to nothing."""

from worker.publish.facts import AuditedRun
from worker.publish.neutralise import inline_code, plain

_WHY = {
    "too_large": "the repository is larger than this service takes",
    "too_many_files": "the repository has more files than this service takes",
    "timeout": "the repository could not be fetched in time",
    "gone": "the repository is gone, or this App may not read it",
    "unreadable": "the repository could not be read",
    "bad_ref": "the commit is not in the repository any more",
    "not_a_repository": "there is no git repository at this address",
}
_NEXT = {
    "too_large": "Whoever runs this service can raise `ANATOLY_MAX_REPOSITORY_MB`.",
    "too_many_files": "Whoever runs this service can raise `ANATOLY_MAX_FILES`.",
    "timeout": "It may work later: `/anatoly audit` tries again.",
    "gone": "Check that the App is still installed on this repository, then `/anatoly audit` tries again.",
    "bad_ref": "After a push, `/anatoly audit` tries again.",
}
_TRY_AGAIN = "`/anatoly audit` tries again."


def failure(run: AuditedRun, reason: str, detail: str) -> str:
    """The comment of a failed run. `reason` is a checkout's or ""; `detail` is the run's error, one line for people."""
    why = _WHY.get(reason, "something went wrong on our side")
    at = f" of {inline_code(run.where.short)}" if run.where.commit else ""
    said = f"\n\n> {plain(detail, 500)}" if detail.strip() else ""
    return (
        f"The audit{at} did not finish: {why}. Nothing was posted.{said}\n\n"
        f"{_NEXT.get(reason, _TRY_AGAIN)} ([run {run.id[:8]}]({run.page_url}))"
    )
