const CARRIER_API = "https://api.carrier.example/v2";
const TIMEOUT_MS = 5000;

export interface ParcelState {
  state: string;
  updatedAt: Date;
}

export class CarrierError extends Error {
  constructor(readonly status: number) {
    super(`the carrier answered ${status}`);
    this.name = "CarrierError";
  }
}

/** Where a parcel is by now; null if the carrier does not know it. @throws CarrierError for every other refusal */
export async function fetchTracking(trackingId: string): Promise<ParcelState | null> {
  const response = await fetch(`${CARRIER_API}/parcels/${encodeURIComponent(trackingId)}`, {
    headers: { Accept: "application/json" },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (response.status === 404) {
    return null;
  }
  if (!response.ok) {
    throw new CarrierError(response.status);
  }
  const body = (await response.json()) as { state: string; updated_at: string };
  return { state: body.state, updatedAt: new Date(body.updated_at) };
}

export function parseRetryAfter(header: string | null, now: number): number | null {
  if (header === null || header.trim() === "") {
    return null;
  }

  const value = header.trim();
  // Most carriers send seconds.
  if (/^\d+$/.test(value)) {
    return Number(value) * 1000;
  }

  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/** Keeps to the limit of a carrier's interface: so many calls in a sliding window. */
export class CallWindow {
  private calls: number[] = [];

  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
  ) {}

  /** Counts a call and says true, or says false if it has to wait. */
  admit(now: number): boolean {
    this.calls = this.calls.filter((at) => now - at < this.windowMs);
    if (this.calls.length >= this.limit) {
      return false;
    }
    this.calls.push(now);
    return true;
  }
}

type Setting = string | number | boolean | null | undefined;

const FORM_ESCAPES = /[!'()~]|%20/g;

const formEncoded = (text: string): string =>
  encodeURIComponent(text).replace(FORM_ESCAPES, (sign) =>
    sign === "%20" ? "+" : `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** What to append to a carrier's address so that it opens with our settings filled in. */
export const linkSuffix = (settings: Record<string, Setting>): string => {
  const pairs = Object.keys(settings)
    .filter((key) => settings[key] != null)
    .map((key) => `${formEncoded(key)}=${formEncoded(`${settings[key]}`)}`);
  return pairs.length > 0 ? "?".concat(pairs.join("&")) : "";
};
