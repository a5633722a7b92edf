import { ConflictError } from "../server/errors";

export interface RetryOptions {
  attempts: number;
  delayMs: number;
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Runs `work` until it succeeds, at most `attempts` times, with twice the delay after each failure. */
export async function withRetry<T>(work: () => Promise<T>, options: RetryOptions): Promise<T> {
  let delay = options.delayMs;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= options.attempts) {
        throw error;
      }
    }
    await sleep(delay);
    delay *= 2;
  }
}

/** Runs `work` again only when someone else changed the record meanwhile; at once, since waiting would not help. */
export async function retryOnConflict<T>(work: () => Promise<T>, attempts: number): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= attempts || !(error instanceof ConflictError)) {
        throw error;
      }
    }
  }
}

/** Runs tasks with at most `limit` of them at a time. The results come in the order of the tasks; the first failure is thrown. */
export async function runLimited<T>(tasks: readonly (() => Promise<T>)[], limit: number): Promise<T[]> {
  const results = new Array<T>(tasks.length);
  let next = 0;
  const size = Math.min(Math.max(limit, 1), tasks.length);
  const workers = Array.from({ length: size }, async () => {
    while (next < tasks.length) {
      const index = next;
      next += 1;
      results[index] = await tasks[index]!();
    }
  });
  await Promise.all(workers);
  return results;
}
