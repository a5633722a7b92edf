/**
 * Find a thing.
 * @param {string} name what it is called
 * @param options how
 * @param options.limit how many
 * @param [deep] whether to look deeper
 */
export function find(name: string, options: { limit: number }): string {
  return name.slice(0, options.limit);
}

/**
 * Keep.
 * @param things the things
 */
export function keep({ a, b }: { a: number; b: number }): number {
  return a + b;
}

/**
 * Sum.
 * @param values the numbers
 */
export function sum(...values: number[]): number {
  return values.length;
}
