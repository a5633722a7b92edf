"""How an item fails for good."""

OUR_SIDE = "something failed on the service's side; its operator finds it on the run's page"
"""What people on GitHub read instead of a message that may name hosts, paths or queries of ours."""

MODEL_AWAY = "model_away"
"""The reason of an item that died because no model could be reached."""
TOO_LONG = "it took longer than one step may"


class FinalError(Exception):
    """Trying again cannot help (the repository is too large, gone, not readable).

    The message is one line for the operator; `public` is what people on GitHub may read; `reason` a machine's word for it.
    """

    def __init__(self, message: str, public: str = OUR_SIDE, reason: str = "") -> None:
        self.public, self.reason = public, reason
        super().__init__(message)
