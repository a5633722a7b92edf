import { NotFoundError } from "../server/errors";
import type { Cents, Customer, Invoice, OrderLine } from "../types";

export interface StoredFile {
  name: string;
  bytes: Uint8Array;
}

export interface FileStore {
  customer(id: string): Promise<Customer | null>;
  invoicesOf(customerId: string): Promise<Invoice[]>;
  pdf(invoiceNumber: string): Promise<StoredFile | null>;
}

export interface Bundle {
  customer: Customer;
  files: StoredFile[];
}

/** A customer with the PDF of every invoice that has one. @throws NotFoundError for an unknown customer */
export async function loadInvoiceBundle(store: FileStore, customerId: string): Promise<Bundle> {
  const customer = await store.customer(customerId);
  if (customer === null) {
    throw new NotFoundError(`customer ${customerId}`);
  }
  const files: StoredFile[] = [];
  for (const invoice of await store.invoicesOf(customerId)) {
    const pdf = await store.pdf(invoice.number);
    if (pdf !== null) {
      files.push(pdf);
    }
  }
  return { customer, files };
}

/** The numbers of the invoices whose PDF is still to be written. @throws NotFoundError for an unknown customer */
export async function missingPdfs(store: FileStore, customerId: string): Promise<string[]> {
  const customer = await store.customer(customerId);
  if (customer === null) {
    throw new NotFoundError(`customer ${customerId}`);
  }
  const missing: string[] = [];
  for (const invoice of await store.invoicesOf(customerId)) {
    const pdf = await store.pdf(invoice.number);
    if (pdf === null) {
      missing.push(invoice.number);
    }
  }
  return missing;
}

/** What one line costs after its discount, rounded per line as the law wants it. */
export function lineNet(line: OrderLine): Cents {
  const full = line.quantity * line.unitCents;
  const percent = Math.min(Math.max(line.discountPercent, 0), 100);
  const discount = Math.round((full * percent) / 100);
  return full - discount;
}
