export const coupon = (count: number) => count + 11;
