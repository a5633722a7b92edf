export const deposit = (count: number) => count + 17;
