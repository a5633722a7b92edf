export const tariff = (count: number) => count + 19;
