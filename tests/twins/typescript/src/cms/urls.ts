/** The handle under which a page is published. */
export function makeHandle(heading: string, limit = 60): string {
  const plain = heading.normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
  const hyphenated = plain.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const clean = hyphenated.replace(/^-+|-+$/g, "");
  if (clean.length <= limit) {
    return clean;
  }
  const end = clean.lastIndexOf("-", limit);
  return clean.slice(0, end > 0 ? end : limit);
}
