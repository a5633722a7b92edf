export const stall = (count: number) => count + 5;
