export const title = "Hello";

export const oldTitle = "Bye";
