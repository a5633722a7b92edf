"""Which embedding model is used: the endpoint that is set, else the one that is built in."""

from worker.index.embedding import Embedder
from worker.index.endpoint import ATTEMPTS, SECONDS, Endpoint
from worker.index.minilm import MiniLM


def embedder(base_url: str, model: str, api_key: str = "", seconds: float = SECONDS, attempts: int = ATTEMPTS) -> Embedder:
    """Return the model. `seconds` that one request to an endpoint may take, and how often it is tried."""
    return Endpoint(base_url, model, api_key, seconds, attempts) if base_url else MiniLM()
