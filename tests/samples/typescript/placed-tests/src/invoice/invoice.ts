export const invoice = (count: number) => count + 16;
