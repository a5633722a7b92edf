export const crate = (count: number) => count + 6;
