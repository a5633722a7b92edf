"""Opening a file of a repository that nobody vouches for."""

import errno
import os
import stat


def open_regular(path: str, flags: int) -> int:
    """Return a descriptor of a regular file, as `opener` of `open`: no link is followed and no pipe waited for.

    Raises OSError for anything else.
    """
    descriptor = os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "not a regular file", path)
    return descriptor
