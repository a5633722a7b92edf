import type { Category, OrderLine } from "../types";

/** What a visitor has put aside. Lives in the session, so it must survive JSON. */
export class Basket {
  constructor(private readonly lines: OrderLine[] = []) {}

  /** Adds a line of its own, even for an article that is in the basket already: it may be meant for someone else. */
  add(line: OrderLine): void {
    if (line.quantity < 1) {
      throw new RangeError(`${line.sku}: at least one piece, please`);
    }
    this.lines.push({ ...line });
  }

  /** The articles, each once, with the line on which it came first. */
  articles(): OrderLine[] {
    const first = new Map<string, OrderLine>();
    for (const line of this.lines) {
      if (!first.has(line.sku)) {
        first.set(line.sku, line);
      }
    }
    return Array.from(first.values());
  }
}

/** The menu of the shop. Deep taxonomies of suppliers must not use up the call stack. */
export class Navigation {
  constructor(private readonly top: Category) {}

  /** Everything that a filter on the top entry has to let through. */
  scope(): string[] {
    const reached: string[] = [];
    const pending: Category[] = [this.top];
    for (let entry = pending.pop(); entry !== undefined; entry = pending.pop()) {
      reached.push(entry.id);
      for (let index = entry.children.length - 1; index >= 0; index -= 1) {
        pending.push(entry.children[index]!);
      }
    }
    return reached;
  }
}
