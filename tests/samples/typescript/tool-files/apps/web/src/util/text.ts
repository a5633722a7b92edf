export function trimText() {}
