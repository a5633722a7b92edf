export const users = { id: 1 };
