export function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (mark) => entities[mark] ?? mark);
}

/** The way back from the five entities that we write ourselves; other entities stay as they are. */
export function unescapeHtml(text: string): string {
  const marks: Record<string, string> = {
    "&amp;": "&",
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&#39;": "'",
  };
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => marks[entity] ?? entity);
}

/** Escapes what LIKE takes for a wildcard, so that a search for "50%" finds just that. */
export function escapeLike(text: string): string {
  const escapes: Record<string, string> = {
    "\\": "\\\\",
    "%": "\\%",
    _: "\\_",
  };
  return text.replace(/[\\%_]/g, (mark) => escapes[mark] ?? mark);
}
