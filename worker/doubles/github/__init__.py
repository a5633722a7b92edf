"""A GitHub of one's own: real git, real HTTP, real tokens, GitHub's published contract, and faults on demand.

Tests and `anatoly demo` run the whole service against it; see `GitHubDouble`.
"""

from worker.doubles.github.faults import Fault, Kind
from worker.doubles.github.gateway import Seen
from worker.doubles.github.payloads import Payloads
from worker.doubles.github.server import GitHubDouble
from worker.doubles.github.state import App, Installation, Issue, Repository
from worker.doubles.github.webhooks import sign

__all__ = ["App", "Fault", "GitHubDouble", "Installation", "Issue", "Kind", "Payloads", "Repository", "Seen", "sign"]
