export const split = (text: string) => text.split(" ");
