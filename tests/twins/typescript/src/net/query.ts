export type QueryValue = string | number | boolean | null | undefined;

/** The query of an address with its question mark, or "" if there is nothing to ask. Null and undefined are left out. */
export function toQuery(values: Record<string, QueryValue>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined) {
      query.append(name, String(value));
    }
  }
  const text = query.toString();
  return text === "" ? "" : `?${text}`;
}

/** The form of an address by which we tell whether two links lead to the same page. */
export function normalize(address: string): string {
  const url = new URL(address);
  url.hash = "";
  url.searchParams.sort();
  url.pathname = url.pathname.replace(/\/+$/, "") || "/";
  return url.toString();
}
