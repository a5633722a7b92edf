import { standard } from "./prices";

console.log(standard(3));
