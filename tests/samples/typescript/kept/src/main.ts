import { readFileSync } from "node:fs";

const buildId = readFileSync("id");

// eslint-disable-next-line @typescript-eslint/no-unused-vars
const wanted = 1;

const left = [1, 2];

const table = new Map([[1, 2]]);
console.log(table);
