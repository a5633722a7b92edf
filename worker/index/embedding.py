"""What turns texts into vectors, whatever it is: the model that is built in, or an endpoint."""

from collections.abc import Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""Rows of length 1: their product is the cosine."""


class EmbeddingError(Exception):
    """No vectors can be had; one line that says from whom, and what to do."""


class Embedder(Protocol):
    """An embedding model."""

    @property
    def model(self) -> str:
        """Which model it is: vectors of another one mean something else."""

    @property
    def reads_code(self) -> bool:
        """Whether it was trained on code: it is shown code as it is written, others the words in it."""

    def dimension(self) -> int:
        """Return how long its vectors are. Raises `EmbeddingError`."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row per text. Raises `EmbeddingError`."""

    def close(self) -> None:
        """Give back what it holds open."""


def unit(rows: NDArray[Any]) -> Vectors:
    """Scale rows to length 1; what is all zeros stays so."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths == 0, 1, lengths), dtype=np.float32)
