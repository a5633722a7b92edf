export const courier = (count: number) => count + 15;
