import { groupBy } from "lodash";
import type { Order } from "../types";

/** Each returns a sorted copy unless its name says otherwise. */

export const newestFirst = (orders: readonly Order[]): Order[] => {
  const sorted = [...orders];
  sorted.sort((left, right) => right.placedAt.getTime() - left.placedAt.getTime());
  return sorted;
};

export const oldestFirst = (orders: readonly Order[]): Order[] => {
  const sorted = [...orders];
  sorted.sort((left, right) => left.placedAt.getTime() - right.placedAt.getTime());
  return sorted;
};

export const dearestFirst = (orders: readonly Order[]): Order[] => {
  const sorted = [...orders];
  sorted.sort((left, right) => right.totalCents - left.totalCents);
  return sorted;
};

export const byCustomerName = (orders: readonly Order[]): Order[] => {
  const sorted = [...orders];
  sorted.sort((left, right) => left.customerName.localeCompare(right.customerName, "en", { sensitivity: "base" }));
  return sorted;
};

/** Sorts the array that it is given and hands the same array back: the order screen holds thousands of rows. */
export const sortNewestInPlace = (orders: Order[]): Order[] => {
  const sorted = orders;
  sorted.sort((left, right) => right.placedAt.getTime() - left.placedAt.getTime());
  return sorted;
};

/** The orders of every customer, drafts without a customer left out. */
export function ordersByCustomer(orders: readonly Order[]): Record<string, Order[]> {
  const placed = orders.filter((order) => order.customerId !== "");
  return groupBy(placed, (order) => order.customerId);
}

export function ordersByStatus(orders: readonly Order[]): Record<string, Order[]> {
  const placed = orders.filter((order) => order.customerId !== "");
  return groupBy(placed, (order) => order.status);
}
