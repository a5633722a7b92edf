export interface Bin {
  code: string;
  aisle: number;
  shelf: number;
  sku: string;
  quantity: number;
}

export interface Pick {
  bin: string;
  sku: string;
  quantity: number;
}

/**
 * Plans from which bins to take what an order wants. Small bins are emptied first, so that they get free;
 * the walk goes up the odd aisles and down the even ones.
 *
 * Returns the picks in walking order, and what could not be found.
 */
export function planPicks(wanted: ReadonlyMap<string, number>, bins: readonly Bin[]): { picks: Pick[]; missing: Map<string, number> } {
  const places = new Map(bins.map((bin) => [bin.code, bin]));
  const missing = new Map<string, number>();
  const picks: Pick[] = [];
  for (const [sku, quantity] of wanted) {
    let open = quantity;
    const candidates = bins.filter((bin) => bin.sku === sku && bin.quantity > 0);
    candidates.sort((left, right) => left.quantity - right.quantity || left.code.localeCompare(right.code));
    for (const bin of candidates) {
      if (open === 0) {
        break;
      }
      const taken = Math.min(open, bin.quantity);
      picks.push({ bin: bin.code, sku, quantity: taken });
      open -= taken;
    }
    if (open > 0) {
      missing.set(sku, open);
    }
  }
  picks.sort((left, right) => {
    const one = places.get(left.bin)!;
    const other = places.get(right.bin)!;
    if (one.aisle !== other.aisle) {
      return one.aisle - other.aisle;
    }
    return one.aisle % 2 === 1 ? one.shelf - other.shelf : other.shelf - one.shelf;
  });
  return { picks, missing };
}
