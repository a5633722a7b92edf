import type { Category, Cents } from "../types";

/** The last digit of an EAN or UPC. */
export function checkDigit(digits: string): number {
  let sum = 0;

  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    sum += index % 2 === 0 ? digit * 3 : digit;
  }

  return (10 - (sum % 10)) % 10;
}

export interface Tier {
  /** Pieces from which on the price holds. */
  from: number;
  unitCents: Cents;
}

/** The price per piece at a quantity, or null below the smallest tier. The tiers are sorted upwards. */
export function tierPrice(tiers: readonly Tier[], quantity: number): Cents | null {
  let price: Cents | null = null;
  for (const tier of tiers) {
    if (tier.from > quantity) {
      break;
    }
    price = tier.unitCents;
  }
  return price;
}

/** The ids of a category and of all below it: each before its children, children in their order. */
export const categoryIds = (root: Category): string[] => {
  const ids = [root.id];
  for (const child of root.children) {
    ids.push(...categoryIds(child));
  }
  return ids;
};

/** The ids of the categories that have none below them. */
export const leafIds = (root: Category): string[] => {
  const ids = root.children.length === 0 ? [root.id] : [];
  for (const child of root.children) {
    ids.push(...leafIds(child));
  }
  return ids;
};
