export function cn(...parts: (string | undefined)[]): string {
  return parts.filter(Boolean).join(" ");
}
