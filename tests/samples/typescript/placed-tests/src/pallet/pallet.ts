export const pallet = (count: number) => count + 14;
