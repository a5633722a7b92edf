from .deep.core import exported_and_used, exported_never_used
from .stars import *

__all__ = ["exported_and_used", "exported_never_used"]
