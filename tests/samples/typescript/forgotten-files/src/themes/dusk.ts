export const dusk = { ink: "#222" };
