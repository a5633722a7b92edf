import type { Page } from "../server/routes";

/** Prices on the shelf labels of the web shop. */
export function dollars(price: number): string {
  const writer = new Intl.NumberFormat("en-US", {
    style: "currency",
    currency: "USD",
  });
  return writer.format(price / 100);
}

type ShelfPriceProps = {
  amount: number;
  before?: number;
  note?: string;
};

/** What an article costs, as it stands below its picture. */
export function ShelfPrice({ amount, before, note }: ShelfPriceProps) {
  const cheaper = before !== undefined && before > amount;
  return (
    <span className={cheaper ? "price price-reduced" : "price"}>
      {cheaper && <del aria-label="former price">{dollars(before)}</del>}
      <strong>{dollars(amount)}</strong>
      {note && <small className="price-note">{note}</small>}
    </span>
  );
}

const LARGEST_SHEET = 120;

/** A sheet of search results. Nobody gets more than 120 at once, whatever the address says. */
export function resultSheet<H>(hits: readonly H[], sheet: number, wanted: number): Page<H> {
  if (sheet < 1 || wanted < 1) {
    throw new RangeError("page and size start at 1");
  }
  const size = Math.min(wanted, LARGEST_SHEET);
  const pages = Math.max(1, Math.ceil(hits.length / size));
  const offset = (sheet - 1) * size;
  return { items: hits.slice(offset, offset + size), page: sheet, pages };
}
