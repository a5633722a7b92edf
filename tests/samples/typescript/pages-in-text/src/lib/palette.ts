export const palette = { ink: "#111" };

export const paletteOfNight = { ink: "#eee" };
