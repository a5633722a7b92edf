"""Whether an endpoint answers, takes the key and offers the model: one question that costs nothing."""

import httpx2

from worker.llm.prices import family
from worker.llm.tiers import Endpoint


def objection(endpoint: Endpoint, seconds: float) -> str | None:
    """Ask for the list of models (`GET /v1/models`); what is wrong and what to set, or None.

    https://docs.anthropic.com/en/api/models-list, which llama-server answers too.
    """
    prefix = f"ANATOLY_{endpoint.tier.upper()}_"
    headers = {"anthropic-version": "2023-06-01"}
    if endpoint.api_key:
        headers |= {"x-api-key": endpoint.api_key, "authorization": f"Bearer {endpoint.api_key}"}
    if endpoint.base_url.startswith("https://api.anthropic.com"):
        del headers["authorization"]  # Anthropic takes a bearer for another kind of credential
    try:
        answer = httpx2.get(f"{endpoint.base_url}/v1/models", params={"limit": "1000"}, headers=headers, timeout=seconds)
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        return f"{endpoint.base_url} cannot be reached ({type(error).__name__}); is it running? See {prefix}BASE_URL"
    if answer.status_code in (401, 403):
        return f"{endpoint.base_url} refuses the key ({answer.status_code}); see {prefix}API_KEY"
    if answer.status_code == 404:
        return None  # it answers; not every proxy has the list
    if answer.status_code != 200:
        return f"{endpoint.base_url} answers {answer.status_code}; see {prefix}BASE_URL"
    offered = _names(answer)
    if offered and family(endpoint.model) not in {family(name) for name in offered}:
        return f"{endpoint.base_url} offers {', '.join(offered[:5])} and not {endpoint.model}; set {prefix}MODEL"
    return None


def _names(answer: httpx2.Response) -> list[str]:
    try:
        return [str(entry["id"]) for entry in answer.json()["data"]]
    except (ValueError, KeyError, TypeError):
        return []
