export const loft = (count: number) => count + 3;
