export function whisper(text: string) {
  return text.toLowerCase();
}

export function shout(text: string) {
  return text.toUpperCase();
}
