"""What can go wrong, named for the person who has to act."""


class ShopError(Exception):
    """Base of everything that the shop raises on purpose."""


class OutOfStock(ShopError):
    def __init__(self, sku: str, wanted: int, available: int) -> None:
        super().__init__(f"{sku}: {wanted} wanted, {available} available")
        self.sku = sku
        self.wanted = wanted
        self.available = available


class PaymentDeclined(ShopError):
    def __init__(self, order_id: int, reason: str, code: str) -> None:
        super().__init__(f"order {order_id}: payment declined, {reason} ({code})")
        self.order_id = order_id
        self.reason = reason
        self.code = code


class CarrierRejected(ShopError):
    def __init__(self, shipment_id: int, carrier: str, message: str) -> None:
        super().__init__(f"shipment {shipment_id}: {carrier} says {message}")
        self.shipment_id = shipment_id
        self.carrier = carrier
        self.message = message


class RemoteError(ShopError):
    """Another system did not answer, or answered nonsense."""


class HttpProblem(ShopError):
    """An answer other than success, with the status that the client gets."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
