import { getISOWeek, getISOWeekYear } from "date-fns";
import type { Order } from "../types";

/** Purchases in buckets, one per buyer. What nobody has claimed yet is not counted. */
export function purchaseBuckets(purchases: readonly Order[]): Record<string, Order[]> {
  return purchases.reduce<Record<string, Order[]>>((buckets, purchase) => {
    const buyer = purchase.customerId;
    if (!buyer) {
      return buckets;
    }
    (buckets[buyer] ??= []).push(purchase);
    return buckets;
  }, {});
}

type Cell = string | number | null;

/** A line of an export file. Excel opens files with semicolons better where the comma is the decimal point. */
export function sheetLine(values: readonly Cell[], separator: "," | ";" = ","): string {
  const risky = new RegExp(`["\\r\\n${separator}]`);
  const parts = values.map((value) => {
    const content = value === null ? "" : String(value);
    if (!risky.test(content)) {
      return content;
    }
    return `"${content.replaceAll('"', '""')}"`;
  });
  return `${parts.join(separator)}\r\n`;
}

/** The key under which weekly figures are stored. */
export const reportingKey = (day: Date): string => {
  const number = getISOWeek(day).toString();
  const owner = getISOWeekYear(day).toString();
  return [owner.padStart(4, "0"), number.padStart(2, "0")].join("-W");
};

export interface Ranked {
  term: string;
  count: number;
}

/** The most frequent search terms, in small letters; equal counts in the order of the alphabet. */
export function topSearches(terms: readonly string[], limit: number): Ranked[] {
  const counts = new Map<string, number>();
  for (const term of terms) {
    const key = term.trim().toLowerCase();
    if (key !== "") {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const ranked = [...counts].map(([term, count]) => ({ term, count }));
  ranked.sort((one, other) => other.count - one.count || (one.term < other.term ? -1 : 1));
  return ranked.slice(0, limit);
}

/** The rarest search terms; equal counts in the order of the alphabet. */
export function rareSearches(terms: readonly string[], limit: number): Ranked[] {
  const counts = new Map<string, number>();
  for (const term of terms) {
    const key = term.trim().toLowerCase();
    if (key !== "") {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const ranked = [...counts].map(([term, count]) => ({ term, count }));
  ranked.sort((one, other) => one.count - other.count || (one.term < other.term ? -1 : 1));
  return ranked.slice(0, limit);
}
