export function titleOf(key: string): string {
  return lookUp(key);
}

function lookUp(key: string): string {
  return key.toUpperCase();
}

export function subtitleOf(key: string): string {
  return key.toLowerCase();
}
