export async function mochaGlobalSetup() { return 1; }
export const mochaHooks = { beforeEach() {} };
