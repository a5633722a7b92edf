export function get() {}
