import { setTimeout as pause } from "node:timers/promises";

export class HttpError extends Error {
  constructor(
    readonly status: number,
    readonly url: string,
  ) {
    super(`${url} answered ${status}`);
  }
}

const HEADERS = { Accept: "application/json", "Content-Type": "application/json" };

export async function getJson<T>(url: string): Promise<T> {
  const response = await fetch(url, { method: "GET", headers: HEADERS });
  if (!response.ok) {
    throw new HttpError(response.status, url);
  }
  return (await response.json()) as T;
}

export async function postJson<T>(url: string, body: unknown): Promise<T> {
  const response = await fetch(url, { method: "POST", headers: HEADERS, body: JSON.stringify(body) });
  if (!response.ok) {
    throw new HttpError(response.status, url);
  }
  return (await response.json()) as T;
}

export async function putJson<T>(url: string, body: unknown): Promise<T> {
  const response = await fetch(url, { method: "PUT", headers: HEADERS, body: JSON.stringify(body) });
  if (!response.ok) {
    throw new HttpError(response.status, url);
  }
  return (await response.json()) as T;
}

/** Deletes what `url` names. That it is gone already is no failure. */
export async function deleteResource(url: string): Promise<void> {
  const response = await fetch(url, { method: "DELETE", headers: HEADERS });
  if (!response.ok && response.status !== 404) {
    throw new HttpError(response.status, url);
  }
}

/** Reads JSON and tries once more if the server is overloaded (503). */
export async function getJsonPatiently<T>(url: string): Promise<T> {
  let response = await fetch(url, { method: "GET", headers: HEADERS });
  if (response.status === 503) {
    response = await fetch(url, { method: "GET", headers: HEADERS });
  }
  if (!response.ok) {
    throw new HttpError(response.status, url);
  }
  return (await response.json()) as T;
}

/**
 * Milliseconds to wait by a Retry-After header (RFC 9110, 10.2.3), which holds seconds or a date.
 * Without a header, or with one that cannot be read, null.
 */
export function parseRetryAfter(header: string | null, now: number): number | null {
  if (header === null || header.trim() === "") {
    return null;
  }
  const value = header.trim();
  if (/^\d+$/.test(value)) {
    return Number(value) * 1000;
  }
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/** How patient to be with a partner's server. */
export interface Patience {
  attempts: number;
  delayMs: number;
  onFailure?: (error: unknown, attempt: number) => void;
}

export async function persist<R>(call: () => Promise<R>, patience: Patience): Promise<R> {
  let wait = patience.delayMs;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      patience.onFailure?.(error, attempt);
      if (attempt >= patience.attempts) {
        throw error;
      }
    }
    await pause(wait);
    wait *= 2;
  }
}
