import type { OrderLine } from "../types";

/** Pieces on all lines. */
export function sumQuantity(lines: readonly OrderLine[]): number {
  let total = 0;
  for (const line of lines) {
    total += line.quantity;
  }
  return total;
}

/** Pieces that are still missing on all lines. */
export function sumBackordered(lines: readonly OrderLine[]): number {
  let total = 0;
  for (const line of lines) {
    total += line.backordered;
  }
  return total;
}

/** Lines that order anything at all; emptied lines stay in the order with zero pieces. */
export function countFilled(lines: readonly OrderLine[]): number {
  let total = 0;
  for (const line of lines) {
    total += line.quantity > 0 ? 1 : 0;
  }
  return total;
}

/** Pieces of the largest line, 0 where there is none. */
export function largestQuantity(lines: readonly OrderLine[]): number {
  let largest = 0;
  for (const line of lines) {
    largest = Math.max(largest, line.quantity);
  }
  return largest;
}

/** Mean discount per line in percent, 0 where there is none. */
export function averageDiscount(lines: readonly OrderLine[]): number {
  let total = 0;
  for (const line of lines) {
    total += line.discountPercent;
  }
  return lines.length === 0 ? 0 : total / lines.length;
}

/** The first line of every article, in the order in which they came. */
export function uniqueBySku(lines: readonly OrderLine[]): OrderLine[] {
  const seen = new Set<string>();
  return lines.filter((line) => {
    if (seen.has(line.sku)) {
      return false;
    }
    seen.add(line.sku);
    return true;
  });
}

/** The lines whose article was on an earlier line already. */
export function repeatedLines(lines: readonly OrderLine[]): OrderLine[] {
  const seen = new Set<string>();
  return lines.filter((line) => {
    if (seen.has(line.sku)) {
      return true;
    }
    seen.add(line.sku);
    return false;
  });
}

/** The last line of every article: later lines overrule earlier ones in an import. */
export function latestBySku(lines: readonly OrderLine[]): OrderLine[] {
  const seen = new Set<string>();
  const kept = [...lines].reverse().filter((line) => {
    if (seen.has(line.sku)) {
      return false;
    }
    seen.add(line.sku);
    return true;
  });
  return kept.reverse();
}
