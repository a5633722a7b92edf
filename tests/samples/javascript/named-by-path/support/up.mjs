export default async function () { return 1; }
export const teardownLater = () => 1;
