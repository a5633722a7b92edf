export function shortName(name: string): string {
  return name.slice(0, 3);
}

export function initialsOf(name: string): string {
  return name.slice(0, 1);
}
