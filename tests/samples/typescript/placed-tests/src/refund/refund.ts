export const refund = (count: number) => count + 18;
