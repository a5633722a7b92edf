export function save() {}

export function drop() {}
