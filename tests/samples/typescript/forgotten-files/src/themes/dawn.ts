export const dawn = { ink: "#ddd" };
