export const receipt = (count: number) => count + 9;
