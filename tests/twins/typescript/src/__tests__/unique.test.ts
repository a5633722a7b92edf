import { describe, expect, it } from "vitest";
import { latestBySku, uniqueBySku } from "../orders/lines";
import type { OrderLine } from "../types";

function lineOf(sku: string, quantity: number, unitCents: number): OrderLine {
  return {
    sku,
    title: `Article ${sku}`,
    quantity,
    backordered: 0,
    unitCents,
    discountPercent: 0,
    taxRate: 0.2,
  };
}

describe("lines of the same article", () => {
  const lines = [lineOf("AB-1234", 1, 100), lineOf("CD-1234", 2, 100), lineOf("AB-1234", 3, 100)];

  it("keeps the first", () => {
    expect(uniqueBySku(lines).map((line) => line.quantity)).toEqual([1, 2]);
  });

  it("keeps the last", () => {
    expect(latestBySku(lines).map((line) => line.quantity)).toEqual([2, 3]);
  });
});
