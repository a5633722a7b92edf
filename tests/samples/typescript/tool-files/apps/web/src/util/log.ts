export const log = (value: number) => console.log(value);
