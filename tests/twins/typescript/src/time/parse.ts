function dateOf(year: number, month: number, day: number): Date | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const unchanged = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return unchanged ? date : null;
}

/** Reads "2024-05-31". */
export function parseIsoDate(text: string): Date | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim());
  if (match === null) {
    return null;
  }
  return dateOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** Reads "31.5.2024", as the German and Austrian branches write it. */
export function parseEuropeanDate(text: string): Date | null {
  const match = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text.trim());
  if (match === null) {
    return null;
  }
  return dateOf(Number(match[3]), Number(match[2]), Number(match[1]));
}

/** Reads "5/31/2024". */
export function parseUsDate(text: string): Date | null {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim());
  if (match === null) {
    return null;
  }
  return dateOf(Number(match[3]), Number(match[1]), Number(match[2]));
}

/** Reads "20240531", as EDI messages have it. */
export function parseCompactDate(text: string): Date | null {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(text.trim());
  if (match === null) {
    return null;
  }
  return dateOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Seconds of an ISO 8601 duration of days, hours, minutes and seconds ("P1DT2H"), or null if it is none. */
export function parseIsoDuration(text: string): number | null {
  const match = DURATION.exec(text);
  if (match === null || text.endsWith("P") || text.endsWith("T")) {
    return null;
  }
  const [days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return ((days! * 24 + hours!) * 60 + minutes!) * 60 + seconds!;
}
