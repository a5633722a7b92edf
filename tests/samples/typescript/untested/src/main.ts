import { rebate, price } from "./prices";

console.log(price(3), rebate(4, true));
