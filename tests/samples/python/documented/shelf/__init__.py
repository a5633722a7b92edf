from shelf.core import find, keep, take
