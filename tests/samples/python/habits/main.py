from shop.sell0 import sell_a0, sell_a1, sell_a2, sell_a3, sell_a4, sell_a5
from shop.sell1 import sell_b0, sell_b1, sell_b2, sell_b3, sell_b4, sell_b5
from shop.sell2 import sell_c0, sell_c1, sell_c2, sell_c3, sell_c4, sell_c5
from shop.sell3 import sell_d0, sell_d1, sell_d2, sell_d3, sell_d4, sell_d5

print(sell_a0("a"), sell_a1("a"), sell_a2("a"), sell_a3("a"), sell_a4("a"), sell_a5("a"), sell_b0("a"), sell_b1("a"), sell_b2("a"), sell_b3("a"), sell_b4("a"), sell_b5("a"), sell_c0("a"), sell_c1("a"), sell_c2("a"), sell_c3("a"), sell_c4("a"), sell_c5("a"), sell_d0("a"), sell_d1("a"), sell_d2("a"), sell_d3("a"), sell_d4("a"), sell_d5("a"))
