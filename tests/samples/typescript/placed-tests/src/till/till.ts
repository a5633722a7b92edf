export const till = (count: number) => count + 1;
