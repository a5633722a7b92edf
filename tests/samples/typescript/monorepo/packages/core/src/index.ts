import { now } from "#clock";

export const started = now();
