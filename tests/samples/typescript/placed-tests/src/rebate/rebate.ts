export const rebate = (count: number) => count + 12;
