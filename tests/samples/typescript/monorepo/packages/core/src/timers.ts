export const every = 1;

export const sleepForever = 2;
