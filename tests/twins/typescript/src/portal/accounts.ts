import type { Tier } from "../catalog/articles";
import type { Bundle, FileStore, StoredFile } from "../invoices/documents";
import { NotFoundError } from "../server/errors";

/** The price list of one contract; large customers have hundreds of steps. */
export class RebateTable {
  constructor(private readonly steps: readonly Tier[]) {}

  /** What one piece costs if `count` are taken; null if the contract starts higher. */
  rateAt(count: number): number | null {
    let low = 0;
    let high = this.steps.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.steps[middle]!.from <= count) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low === 0 ? null : this.steps[low - 1]!.unitCents;
  }
}

/** Where a marketplace seller wants to be paid. */
export class PayoutAccount {
  private readonly compact: string;

  constructor(entered: string) {
    this.compact = entered.replace(/\s+/g, "").toUpperCase();
  }

  /** Whether money can be sent there at all, by the check digits. */
  acceptable(): boolean {
    if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(this.compact)) {
      return false;
    }
    const turned = [...this.compact.slice(4), ...this.compact.slice(0, 4)];
    const digits = turned.map((sign) => Number.parseInt(sign, 36)).join("");
    return BigInt(digits) % 97n === 1n;
  }
}

const present = (file: StoredFile | null): file is StoredFile => file !== null;

/** Everything that the download page of the customer portal offers. */
export function collectPaperwork(accountId: string, archive: FileStore): Promise<Bundle> {
  return archive.customer(accountId).then((owner) => {
    if (!owner) {
      return Promise.reject(new NotFoundError(`customer ${accountId}`));
    }
    return archive
      .invoicesOf(accountId)
      .then((bills) => Promise.all(bills.map((bill) => archive.pdf(bill.number))))
      .then((found) => ({ customer: owner, files: found.filter(present) }));
  });
}
