import { priceOf } from "../src/lib/prices";

console.log(priceOf(2));
