"""What may go wrong at the desk."""


class Refused(Exception):
    """The desk does not take it."""


class Closed(Exception):
    """Nobody is at the desk."""

    def __init__(self, until=None):
        super().__init__(until)
        self.until = until


def Late(hours):
    """Return what to raise for one who comes late."""
    return Closed(hours)
