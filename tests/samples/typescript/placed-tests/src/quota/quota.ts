export const quota = (count: number) => count + 21;
