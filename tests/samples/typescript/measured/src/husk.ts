export function husk(): string {
  return "husk";
}
