import { ConflictError } from "../server/errors";

export interface StockLevel {
  onHand: number;
  reserved: number;
}

/** What lies in the warehouse, and how much of it is promised. */
export class StockLedger {
  private readonly levels = new Map<string, StockLevel>();

  level(sku: string): StockLevel {
    const known = this.levels.get(sku) ?? { onHand: 0, reserved: 0 };
    this.levels.set(sku, known);
    return known;
  }

  /** Promises pieces to an order; only what nobody else was promised. */
  reserve(sku: string, quantity: number): void {
    const level = this.level(sku);
    if (level.onHand - level.reserved < quantity) {
      throw new ConflictError(`${sku}: fewer than ${quantity} pieces`);
    }
    level.reserved += quantity;
  }

  /** Takes a promise back. */
  release(sku: string, quantity: number): void {
    const level = this.level(sku);
    if (level.reserved < quantity) {
      throw new ConflictError(`${sku}: fewer than ${quantity} pieces`);
    }
    level.reserved -= quantity;
  }

  /** Hands promised pieces to the carrier. */
  ship(sku: string, quantity: number): void {
    const level = this.level(sku);
    if (Math.min(level.onHand, level.reserved) < quantity) {
      throw new ConflictError(`${sku}: fewer than ${quantity} pieces`);
    }
    level.onHand -= quantity;
    level.reserved -= quantity;
  }

  /** Takes broken pieces off the shelf; promised ones have to be released before. */
  writeOff(sku: string, quantity: number): void {
    const level = this.level(sku);
    if (level.onHand - level.reserved < quantity) {
      throw new ConflictError(`${sku}: fewer than ${quantity} pieces`);
    }
    level.onHand -= quantity;
  }

  /** Puts delivered pieces on the shelf. */
  receive(sku: string, quantity: number): void {
    const level = this.level(sku);
    if (quantity <= 0) {
      throw new RangeError(`${sku}: cannot receive ${quantity} pieces`);
    }
    level.onHand += quantity;
  }
}
