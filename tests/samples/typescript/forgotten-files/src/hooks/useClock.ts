export const useClock = () => Date.now();
