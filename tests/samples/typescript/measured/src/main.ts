import { grind } from "./grain.ts";

console.log(grind(3));
