export function listAll() { return 1; }
export function listSome() { return 1; }
