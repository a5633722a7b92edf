import { whisper } from "./internal/text";

export function quiet(text: string) {
  return whisper(text);
}

export const loudness = 3;
