export const shelf = (count: number) => count + 2;
