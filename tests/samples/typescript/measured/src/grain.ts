export function grind(sacks: number): number {
  return sacks * 40;
}

export function sift(sacks: number): number {
  return sacks * 38;
}
