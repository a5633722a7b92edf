/** One row of a CSV file (RFC 4180): cells with a comma, a quote or a line break are quoted. */
export function toCsvRow(cells: readonly (string | number | null)[]): string {
  const written = cells.map((cell) => {
    const text = cell === null ? "" : String(cell);
    if (!/[",\r\n]/.test(text)) {
      return text;
    }
    return `"${text.replaceAll('"', '""')}"`;
  });
  return `${written.join(",")}\r\n`;
}

/** One row of a TSV file: what would break the table is written with a backslash, nothing is quoted. */
export function toTsvRow(cells: readonly (string | number | null)[]): string {
  const written = cells.map((cell) => {
    const text = cell === null ? "" : String(cell);
    if (!/[\\\t\r\n]/.test(text)) {
      return text;
    }
    return text.replaceAll("\\", "\\\\").replaceAll("\t", "\\t").replaceAll("\r", "\\r").replaceAll("\n", "\\n");
  });
  return `${written.join("\t")}\n`;
}
