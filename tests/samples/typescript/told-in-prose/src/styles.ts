export const dark = "#000";

export const light = "#fff";
