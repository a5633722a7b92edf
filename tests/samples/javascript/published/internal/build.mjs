export function unshipped() {}
export function stamp() {}
