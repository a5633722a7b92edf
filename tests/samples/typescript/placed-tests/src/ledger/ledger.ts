export const ledger = (count: number) => count + 8;
