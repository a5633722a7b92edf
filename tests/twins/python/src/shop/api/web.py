"""What the endpoints share."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

from shop.model import Order


class Orders(Protocol):
    async def find(self, order_id: int) -> Order | None: ...

    async def save(self, order: Order) -> None: ...


@dataclass(frozen=True, slots=True)
class User:
    id: int
    staff: bool = False


@dataclass(slots=True)
class Request:
    user: User
    orders: Orders
    path: str = "/"
    headers: dict[str, str] = field(default_factory=dict)
    arguments: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Response:
    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


Next = Callable[[Request], Awaitable[Response]]
