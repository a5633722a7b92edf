export const priceOf = (count: number): number => count * 2;
