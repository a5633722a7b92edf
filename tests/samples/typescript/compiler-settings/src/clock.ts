export const now = () => 1;
export const thenAgain = () => 2;
