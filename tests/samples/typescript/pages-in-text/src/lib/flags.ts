export const flags = { heading: true };

export const flagsOfBeta = { heading: false };
