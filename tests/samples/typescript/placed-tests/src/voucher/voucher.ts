export const voucher = (count: number) => count + 10;
