export const oldPriceOf = (count: number): number => count * 3;
export const oldPriceLabel = (count: number): string => `${oldPriceOf(count)}`;
