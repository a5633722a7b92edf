/** An article number: "AB-1234". */
export class Sku {
  constructor(readonly text: string) {}

  equals(other: unknown): boolean {
    if (!(other instanceof Sku)) {
      return false;
    }
    return this.text === other.text;
  }
}

/** A place in the warehouse: aisle, shelf and level, "12-B-3". */
export class BinCode {
  constructor(readonly text: string) {}

  equals(other: unknown): boolean {
    if (!(other instanceof BinCode)) {
      return false;
    }
    return this.text === other.text;
  }
}

/** The number of an invoice: the year and a running number, "2024/000123". */
export class InvoiceNumber {
  constructor(readonly text: string) {}

  equals(other: unknown): boolean {
    if (!(other instanceof InvoiceNumber)) {
      return false;
    }
    return this.text === other.text;
  }
}
