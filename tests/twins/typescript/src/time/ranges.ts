import type { Interval } from "../types";

/** Whether `at` lies in the range; both ends belong to it. */
export function coversInstant(range: Interval, at: Date): boolean {
  if (range.end < range.start) {
    throw new RangeError("a range ends before it starts");
  }
  return at >= range.start && at <= range.end;
}

/** Whether `at` lies in the range; its end no longer belongs to it. */
export function coversUntil(range: Interval, at: Date): boolean {
  if (range.end < range.start) {
    throw new RangeError("a range ends before it starts");
  }
  return at >= range.start && at < range.end;
}

/** Whether `at` lies in the range; its start does not belong to it yet. */
export function coversAfter(range: Interval, at: Date): boolean {
  if (range.end < range.start) {
    throw new RangeError("a range ends before it starts");
  }
  return at > range.start && at <= range.end;
}

/** Whether `at` lies between the ends of the range, neither of which counts. */
export function strictlyInside(range: Interval, at: Date): boolean {
  if (range.end < range.start) {
    throw new RangeError("a range ends before it starts");
  }
  return at > range.start && at < range.end;
}

/** Whether `at` lies before the start or after the end of the range. */
export function liesOutside(range: Interval, at: Date): boolean {
  if (range.end < range.start) {
    throw new RangeError("a range ends before it starts");
  }
  return at < range.start || at > range.end;
}

/** Joins ranges that overlap or touch; the answer is sorted, the input untouched. */
export function mergeIntervals(ranges: readonly Interval[]): Interval[] {
  const sorted = [...ranges].sort((one, other) => one.start.getTime() - other.start.getTime());
  const merged: Interval[] = [];
  for (const range of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && range.start <= last.end) {
      last.end = range.end > last.end ? range.end : last.end;
    } else {
      merged.push({ ...range });
    }
  }
  return merged;
}
