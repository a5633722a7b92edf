export const parcel = (count: number) => count + 13;
