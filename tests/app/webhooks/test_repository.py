"""A repository moves, rests or is shown to others, and its row follows its number."""

from app.db.models import Installation, Repository
from tests.app.stage import Stage


def row(stage: Stage) -> Repository:
    with stage.sessions() as session:
        return session.get_one(Repository, stage.repo.id)


def told(stage: Stage, action: str) -> str:
    return stage.handles("repository", stage.double.hooks.payloads.repository(stage.repo, action))


def test_a_renamed_repository_is_cloned_from_its_new_place_even_where_a_stranger_took_the_old_one(stage: Stage) -> None:
    stage.hears("/anatoly status")
    stage.repo.name = "sums"
    stage.double.add_repository("octo-org", "calc", {"README.md": "somebody else's\n"})
    assert told(stage, "renamed") == "repository renamed: octo-org/sums"
    assert (row(stage).full_name, row(stage).clone_url) == ("octo-org/sums", f"{stage.double.url}/octo-org/sums.git")


def test_events_in_the_wrong_order_end_in_what_is_so_now(stage: Stage) -> None:
    stage.hears("/anatoly status")
    first, second = (stage.double.hooks.payloads.repository(stage.repo, action) for action in ("archived", "unarchived"))
    stage.repo.archived = False
    stage.handles("repository", second)
    stage.handles("repository", first)
    assert not row(stage).archived
    stage.repo.archived = stage.repo.private = True
    stage.repo.default_branch = "trunk"
    told(stage, "archived")
    assert (row(stage).archived, row(stage).private, row(stage).default_branch) == (True, True, "trunk")


def test_a_transferred_repository_belongs_to_the_installation_that_reaches_it_now(stage: Stage) -> None:
    stage.hears("/anatoly status")
    before = stage.double.hooks.payloads.repository(stage.repo, "transferred")
    stage.repo.owner = stage.double.state.user("acme", "Organization")
    new = stage.double.install("acme")
    assert told(stage, "transferred") == "repository transferred: acme/calc"
    assert (row(stage).installation_id, row(stage).active) == (new.id, True)
    assert stage.handles("repository", before) == "ignored: the repository is out of this installation's reach"
    assert (row(stage).installation_id, row(stage).active) == (new.id, True)
    with stage.sessions() as session:
        assert session.get_one(Installation, new.id).state == "active"


def test_a_deleted_repository_rests(stage: Stage) -> None:
    stage.hears("/anatoly status")
    payload = stage.double.hooks.payloads.repository(stage.repo, "deleted")
    del stage.double.state.repositories[stage.repo.id]
    assert stage.handles("repository", payload).endswith("GitHub does not show it to the App any more")
    assert not row(stage).active


def test_a_repository_that_nobody_told_of_and_other_news_change_nothing(stage: Stage) -> None:
    assert told(stage, "renamed") == f"ignored: repository {stage.repo.id} is not known"
    stage.hears("/anatoly status")
    calls = len(stage.double.calls)
    assert told(stage, "created") == "ignored: repository created"
    payload = stage.double.hooks.payloads.repository(stage.repo, "renamed")
    payload["installation"]["id"] += 1
    assert stage.handles("repository", payload) == f"ignored: repository {stage.repo.id} belongs to another installation"
    assert len(stage.double.calls) == calls
