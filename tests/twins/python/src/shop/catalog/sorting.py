"""Orders in which lists of products are shown. Products without a price are asked for by mail."""

from collections.abc import Iterable

from shop.model import Product


def by_price(products: Iterable[Product]) -> list[Product]:
    """Cheap ones first, those without a price at the end."""
    listed = [product for product in products if not product.retired]
    priced = [product for product in listed if product.price_cents is not None]
    unpriced = [product for product in listed if product.price_cents is None]
    priced.sort(key=lambda product: (product.price_cents or 0, product.sku))
    return priced + unpriced


def by_price_descending(products: Iterable[Product]) -> list[Product]:
    """Dear ones first, those without a price at the end."""
    listed = [product for product in products if not product.retired]
    priced = [product for product in listed if product.price_cents is not None]
    unpriced = [product for product in listed if product.price_cents is None]
    priced.sort(key=lambda product: (-(product.price_cents or 0), product.sku))
    return priced + unpriced


def by_price_unpriced_first(products: Iterable[Product]) -> list[Product]:
    """Those without a price, then cheap ones first: the list in which buyers fill in prices."""
    listed = [product for product in products if not product.retired]
    priced = [product for product in listed if product.price_cents is not None]
    unpriced = [product for product in listed if product.price_cents is None]
    priced.sort(key=lambda product: (product.price_cents or 0, product.sku))
    return unpriced + priced


def by_price_with_retired(products: Iterable[Product]) -> list[Product]:
    """Cheap ones first, those without a price at the end; what is no longer sold is listed too."""
    listed = list(products)
    priced = [product for product in listed if product.price_cents is not None]
    unpriced = [product for product in listed if product.price_cents is None]
    priced.sort(key=lambda product: (product.price_cents or 0, product.sku))
    return priced + unpriced


def by_name(products: Iterable[Product]) -> list[Product]:
    """A to Z as computers count: capitals come before small letters."""
    listed = [product for product in products if not product.retired]
    listed.sort(key=lambda product: (product.name, product.sku))
    return listed


def by_name_any_case(products: Iterable[Product]) -> list[Product]:
    """A to Z as people count: capitals and small letters are the same."""
    listed = [product for product in products if not product.retired]
    listed.sort(key=lambda product: (product.name.casefold(), product.sku))
    return listed


def sort_by_name(products: list[Product]) -> None:
    """Bring the list itself into order, A to Z as computers count, and drop what is no longer sold."""
    listed = [product for product in products if not product.retired]
    listed.sort(key=lambda product: (product.name, product.sku))
    products[:] = listed
