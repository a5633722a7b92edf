import { describe, expect, it } from "vitest";
import { ceilToStep, floorToStep, roundHalfEvenToStep } from "../money/money";
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

describe("rounding to steps", () => {
  it("goes down and up", () => {
    const line = lineOf("AB-1234", 1, 1003);
    expect(floorToStep(line.unitCents, 5)).toBe(1000);
    expect(ceilToStep(line.unitCents, 5)).toBe(1005);
  });

  it("goes to the even neighbour from the middle", () => {
    expect(roundHalfEvenToStep(5, 10)).toBe(0);
    expect(roundHalfEvenToStep(15, 10)).toBe(20);
  });
});
