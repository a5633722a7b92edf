"""What the queue can do. A handler gets the payload of a job and returns a line for the log."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Protocol


class Repository(Protocol):
    def load(self, number: int) -> Any: ...


class Handler(ABC):
    def __init__(self, repository: Repository, service: Any) -> None:
        self.repository = repository
        self.service = service

    @abstractmethod
    def run(self, payload: dict[str, Any]) -> str:
        """Do the work of one job."""


class SendInvoice(Handler):
    def run(self, payload: dict[str, Any]) -> str:
        invoice = self.repository.load(int(payload["invoice_id"]))
        self.service.send(invoice, to=invoice.email)
        return f"invoice {invoice.number} sent"


class IndexProduct(Handler):
    def run(self, payload: dict[str, Any]) -> str:
        product = self.repository.load(int(payload["product_id"]))
        self.service.index(product, language=product.language)
        return f"product {product.sku} indexed"


class PrintLabel(Handler):
    def run(self, payload: dict[str, Any]) -> str:
        shipment = self.repository.load(int(payload["shipment_id"]))
        self.service.print(shipment, printer=shipment.dock)
        return f"label of shipment {shipment.id} printed"
