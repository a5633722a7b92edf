from shop.prices import price, rebate
from shop.stock import Shelf, order

print(price(3), rebate(4, True), order({}, "a", 2), Shelf().take("a", 1))
