"""From what a person said to what becomes of it: each command to its handler, each mistake to an answer."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.commands import audit, cancel, status
from app.commands.answers import react, reply
from app.commands.grammar import Command, Mistake, Name
from app.commands.said import Said


def act(session: Session, said: Said, commands: Sequence[Command | Mistake]) -> str:
    """Work off all commands of a comment whose author may give them. Returns the outcome, one line."""
    return "; ".join(_one(session, said, command, nth) for nth, command in enumerate(commands))


def refuse(session: Session, said: Said) -> str:
    """Answer somebody who may not command the App: 😕 on each comment, the reason once a person and thread."""
    react(session, said, "confused")
    once = f"refused:{said.repository_id}:{said.number}:{said.user_id}"
    reply(session, said, "refused_permission", {"login": said.login}, once)
    return f"refused: {said.login} has no write permission"


def _one(session: Session, said: Said, command: Command | Mistake, nth: int) -> str:
    if isinstance(command, Mistake):
        return _explain(session, said, command, nth)
    match command.name:
        case Name.AUDIT:
            return audit.act(session, said, command, nth)
        case Name.STATUS:
            return status.act(session, said, nth)
        case Name.CANCEL:
            return cancel.act(session, said, nth)
        case Name.HELP:
            react(session, said, "eyes")
            reply(session, said, "help", {}, f"{said.comment_id}:{said.updated_at}:{nth}")
            return "help"


def _explain(session: Session, said: Said, mistake: Mistake, nth: int) -> str:
    react(session, said, "confused")
    values = {
        "problem": mistake.problem,
        "word": mistake.word,
        "nearest": mistake.nearest,
        "known": list(mistake.known),
    }
    reply(session, said, "bad_command", values, f"{said.comment_id}:{said.updated_at}:{nth}")
    return f"bad command: {mistake.problem} {mistake.word}"
