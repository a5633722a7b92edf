import { expect, test } from "vitest";
import { price } from "./prices";

test("price", () => {
  expect(price(1, false)).toBe(1);
});
