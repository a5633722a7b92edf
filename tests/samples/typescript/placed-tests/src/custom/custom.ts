export const custom = (count: number) => count + 20;
