import { addLine, type CartLine, Money, Region, startCart } from "@shop/cart";
import * as labels from "./labels.ts";
import { Cache } from "./cache.ts";
import { render } from "./render.ts";

const first: CartLine = { sku: "a", count: 1 };
const cart = startCart(Region.North);
addLine(cart, first);
const cache = new Cache<string>();
cache.put("title", labels.titleOf("cart"));
render(Money.format(cart.lines.length), cache.take("title"));
