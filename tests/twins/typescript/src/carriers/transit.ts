const ORDER = "DTHMS";
const WORTH: Record<string, number> = { D: 86_400, H: 3_600, M: 60, S: 1 };

/** Reads the transit time that carriers give ("P2D", "PT36H") into seconds. Anything else gives null. */
export function readTransit(value: string): number | null {
  let total = 0;
  let digits = "";
  let next = 0;
  let onClock = false;
  for (const sign of value.slice(1)) {
    if (sign >= "0" && sign <= "9") {
      digits += sign;
      continue;
    }
    const place = ORDER.indexOf(sign, next);
    if (place === -1 || (sign === "T") !== (digits === "") || (place > 1 && !onClock)) {
      return null;
    }
    onClock ||= sign === "T";
    total += Number(digits) * (WORTH[sign] ?? 0);
    digits = "";
    next = place + 1;
  }
  const finished = digits === "" && next > 0 && !value.endsWith("T");
  return finished && value.startsWith("P") ? total : null;
}

const MS_PER_DAY = 24 * 60 * 60 * 1000;

/** Shipping days after `start`, up to and with `end`; `closed` holds the bank holidays as ISO dates. */
export function shippingDaysBetween(start: Date, end: Date, closed: ReadonlySet<string> = new Set()): number {
  let count = 0;
  for (let at = start.getTime() + MS_PER_DAY; at <= end.getTime(); at += MS_PER_DAY) {
    const day = new Date(at);
    const weekday = day.getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !closed.has(day.toISOString().slice(0, 10))) {
      count += 1;
    }
  }
  return count;
}
