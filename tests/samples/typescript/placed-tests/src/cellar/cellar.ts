export const cellar = (count: number) => count + 4;
