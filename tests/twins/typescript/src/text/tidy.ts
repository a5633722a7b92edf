/** Turns a title into the part of a URL that names it: "Crème brûlée, 2 pcs" becomes "creme-brulee-2-pcs". */
export function slugify(title: string, maxLength = 60): string {
  const ascii = title.normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  const dashed = ascii.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const trimmed = dashed.replace(/^-+|-+$/g, "");
  if (trimmed.length <= maxLength) {
    return trimmed;
  }
  const cut = trimmed.lastIndexOf("-", maxLength);
  return trimmed.slice(0, cut > 0 ? cut : maxLength);
}

/** Turns a title into a file name that every file system takes; case and dots stay: "Report Q1.pdf" becomes "Report_Q1.pdf". */
export function fileSafeName(title: string, maxLength = 60): string {
  const ascii = title.normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  const joined = ascii.replace(/[^A-Za-z0-9.]+/g, "_");
  const trimmed = joined.replace(/^[_.]+|[_.]+$/g, "");
  if (trimmed.length <= maxLength) {
    return trimmed;
  }
  const cut = trimmed.lastIndexOf("_", maxLength);
  return trimmed.slice(0, cut > 0 ? cut : maxLength);
}

/** Shortens `text` to `limit` characters by leaving out its end. */
export function truncateEnd(text: string, limit: number, mark = "…"): string {
  if (text.length <= limit) {
    return text;
  }
  const room = Math.max(0, limit - mark.length);
  return text.slice(0, room) + mark.slice(0, limit);
}

/** Shortens `text` to `limit` characters by leaving out its start, as for long paths. */
export function truncateStart(text: string, limit: number, mark = "…"): string {
  if (text.length <= limit) {
    return text;
  }
  const room = Math.max(0, limit - mark.length);
  return mark.slice(0, limit) + text.slice(text.length - room);
}

/** Shortens `text` to `limit` characters by leaving out its middle; the odd character stays in front. */
export function truncateMiddle(text: string, limit: number, mark = "…"): string {
  if (text.length <= limit) {
    return text;
  }
  const room = Math.max(0, limit - mark.length);
  const head = Math.ceil(room / 2);
  return text.slice(0, head) + mark.slice(0, limit) + text.slice(text.length - (room - head));
}

/** Makes one line of a text that a customer typed: every run of white space becomes a blank. */
export function normalize(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .trim();
}

/** A phone number in the international form (E.164), or "" if it cannot be one. `country` is the code without "+". */
export function internationalPhone(text: string, country: string): string {
  let digits = text.replace(/[\s()/.-]/g, "");
  if (digits.startsWith("00")) {
    digits = `+${digits.slice(2)}`;
  } else if (digits.startsWith("0")) {
    digits = `+${country}${digits.slice(1)}`;
  }
  return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : "";
}
