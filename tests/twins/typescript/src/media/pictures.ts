import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";

/** Sends pictures to the storage, a few side by side. */
export async function sendInParallel<R>(uploads: readonly (() => Promise<R>)[], width: number): Promise<R[]> {
  const answers = new Array<R>(uploads.length);
  let upcoming = 0;
  const side = Math.min(Math.max(width, 1), uploads.length);
  const lanes = Array.from({ length: side }, async () => {
    while (upcoming < uploads.length) {
      const position = upcoming;
      upcoming += 1;
      answers[position] = await uploads[position]!();
    }
  });
  await Promise.all(lanes);
  return answers;
}

/** What tells two pictures apart, whatever they are called. */
export const pictureFingerprint = (location: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const sha = createHash("sha256");
    const source = createReadStream(location);
    source.on("error", reject);
    source.on("data", (part) => {
      sha.update(part);
    });
    source.on("end", () => {
      resolve(sha.digest("hex"));
    });
  });
