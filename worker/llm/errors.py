"""What can go wrong when a model is asked. Each message is one line: what, where, what to do."""

from collections.abc import Sequence

from pydantic import BaseModel


class ModelError(Exception):
    """Common base: a caller that catches it has seen every way in which asking a model fails."""


class TierMisconfigured(ModelError):
    """The variables of a tier contradict each other or lack something; nothing was asked."""


class TierUnavailable(ModelError):
    """The endpoint did not answer after all attempts, refused the key, or is not the model that was asked for."""


class EndpointAway(TierUnavailable):
    """Nobody answers at the endpoint, or it refuses the key or the model: the rest of the run does without it."""


class BudgetExhausted(ModelError):
    """The run's dollars or its time would not last for one more request; nothing was asked."""


class RequestRejected(ModelError):
    """The endpoint calls the request itself wrong: asking again would not help."""


class RequestTooLarge(RequestRejected):
    """The prompt does not fit the model's window: cut it smaller."""


class AnswerRefused(ModelError):
    """The model declined to answer."""


class AnswerInvalid(ModelError):
    """The answer was still wrong after the last repair turn.

    `answer` is the last one that at least had the right shape (its `problems` came from the caller's checks), or None.
    """

    def __init__(self, message: str, problems: Sequence[str], answer: BaseModel | None) -> None:
        super().__init__(message)
        self.problems = tuple(problems)
        self.answer = answer


class PromptError(ModelError):
    """A prompt file is missing or malformed, or was given values that it may not print."""
