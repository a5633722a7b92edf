export function kebab(text: string) {
  return text;
}
