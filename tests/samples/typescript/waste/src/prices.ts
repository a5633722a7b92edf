import { start } from "./load";

export function net(price: number, rate: number): number {
  return price / (1 + rate);
}

function toNet(price: number, rate: number): number {
  return net(price, rate);
}

const rounded = (price: number): string => price.toFixed(2);

export const shown = (price: number): string => rounded(toNet(price, 0.2));
