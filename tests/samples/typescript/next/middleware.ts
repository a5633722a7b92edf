export function middleware() {}

export const config = { matcher: "/" };
