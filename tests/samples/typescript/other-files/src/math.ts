export const double = (x: number) => x * 2;

export const unusedRoot = (x: number) => x;
