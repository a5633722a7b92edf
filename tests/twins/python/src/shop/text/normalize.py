"""One spelling for what customers type into the search box."""

import unicodedata


def normalize(text: str) -> str:
    """Fold case, accents and runs of white space, so that `Café  Crème` finds `cafe creme`."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    without_marks = "".join(ch for ch in decomposed if not unicodedata.combining(ch))
    words = without_marks.split()
    return " ".join(words)
