"""What a person did that cannot be done, apart from everything that is our fault."""


class UserError(Exception):
    """Bad input or a missing precondition. The message is one line for a person: what, where, what to do."""
