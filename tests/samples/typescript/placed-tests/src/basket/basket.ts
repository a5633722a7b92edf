export const basket = (count: number) => count + 7;
