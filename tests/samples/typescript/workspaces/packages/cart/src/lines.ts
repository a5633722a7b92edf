import type { Region } from "./region.ts";

export interface CartLine {
  sku: string;
  count: number;
}

export interface GiftLine {
  wrappedIn: string;
}

export interface Cart {
  region: Region;
  lines: CartLine[];
}

export function startCart(region: Region): Cart {
  return { region, lines: [] };
}

export function addLine(cart: Cart, line: CartLine): void {
  cart.lines.push(line);
}

export function dropLines(cart: Cart): void {
  cart.lines = keepFirst(cart.lines);
}

function keepFirst(lines: CartLine[]): CartLine[] {
  return lines.slice(0, KEPT_LINES);
}

const KEPT_LINES = 1;
