import { now } from "#clock";

console.log(now());
