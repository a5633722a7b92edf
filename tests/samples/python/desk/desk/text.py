import re
import textwrap
from typing import NewType

Markup = NewType("Markup", str)
_BREAKS = re.compile(r"\n{3,}")
_SPACES = re.compile(r"[ \t]+")
MAX_WORDS = 200


def shorten(text):
    return textwrap.shorten(text, 80)


def slugify_title(text):
    return re.sub(r"\W+", "-", text).lower()


def wrap_paragraphs(text):
    return [textwrap.fill(one) for one in _BREAKS.split(text)]


def strip_tags(text):
    """Remove the tags.

    >>> strip_tags("<b>x</b>")
    'x'
    """
    return re.sub(r"<[^>]*>", "", text)


def squeeze(text):
    return _SPACES.sub(" ", text)


async def translate(text, target):
    return f"{target}: {text}"


def nesting(text):
    if text.startswith("("):
        return 1 + nesting(text[1:])
    return 0


def is_even(depth):
    return depth == 0 or is_odd(depth - 1)


def is_odd(depth):
    return depth != 0 and is_even(depth - 1)
