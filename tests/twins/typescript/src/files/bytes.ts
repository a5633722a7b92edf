import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

export function bytesFromBase64(text: string): Uint8Array {
  const binary = globalThis.atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) {
    bytes[index] = binary.charCodeAt(index);
  }
  return bytes;
}

export function base64FromBytes(bytes: Uint8Array): string {
  const parts: string[] = [];
  bytes.forEach((byte) => {
    parts.push(String.fromCharCode(byte));
  });
  return globalThis.btoa(parts.join(""));
}

/** The SHA-256 of a file in hexadecimal digits. The file may be larger than memory. */
export async function fileDigest(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer);
  }
  return hash.digest("hex");
}
