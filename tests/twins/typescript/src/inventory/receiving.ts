import type { Interval } from "../types";

// GS1 General Specifications, 7.9: weights 3 and 1 in turn, from the right.
export function checkDigit(digits: string): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    // The digit next to the check digit weighs 3.
    sum += index % 2 === 0 ? digit * 3 : digit;
  }
  return (10 - (sum % 10)) % 10;
}

/** The check digit of a card or customer number (Luhn): every other digit doubled, its digits added. */
export function luhnDigit(digits: string): number {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = digit * 2;
    sum += index % 2 === 0 ? doubled - (doubled > 9 ? 9 : 0) : digit;
  }
  return (10 - (sum % 10)) % 10;
}

interface Edge {
  at: number;
  step: 1 | -1;
}

/** When the loading dock is taken: the bookings swept from left to right, by how many are open at a time. */
export function occupiedSpells(bookings: readonly Interval[]): Interval[] {
  const edges = bookings.flatMap((booking): Edge[] => [
    { at: booking.start.getTime(), step: 1 },
    { at: booking.end.getTime(), step: -1 },
  ]);
  edges.sort((left, right) => left.at - right.at || right.step - left.step);
  const spells: Interval[] = [];
  let open = 0;
  let since = 0;
  for (const edge of edges) {
    if (open === 0) {
      since = edge.at;
    }
    open += edge.step;
    if (open === 0) {
      spells.push({ start: new Date(since), end: new Date(edge.at) });
    }
  }
  return spells;
}
