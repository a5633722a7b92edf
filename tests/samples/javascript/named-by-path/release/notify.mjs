export async function verifyConditions(cfg, ctx) { return 1; }
export async function publish(cfg, ctx) { return 2; }
