import type { Cents, Customer, Order } from "../types";

export interface InvoiceDraft {
  number: string;
  recipient: string;
  rows: { text: string; netCents: Cents }[];
  taxes: Map<number, Cents>;
  netCents: Cents;
  grossCents: Cents;
  dueOn: Date;
}

const PAYMENT_DAYS = 14;

/** Makes the invoice of an order: a row per line, the tax summed per rate, and the date by which to pay. */
export function buildInvoice(order: Order, customer: Customer, number: string, issuedOn: Date): InvoiceDraft {
  if (order.lines.length === 0) {
    throw new RangeError(`order ${order.id} has nothing to invoice`);
  }
  const rows: InvoiceDraft["rows"] = [];
  const netPerRate = new Map<number, Cents>();
  let netCents = 0;
  for (const item of order.lines) {
    if (item.quantity === 0) {
      continue;
    }
    const price = item.quantity * item.unitCents;
    const rebate = Math.min(Math.max(item.discountPercent, 0), 100);
    const off = Math.round((price * rebate) / 100);
    const net = price - off;
    const suffix = rebate > 0 ? ` (-${rebate} %)` : "";
    rows.push({ text: `${item.quantity} × ${item.title}${suffix}`, netCents: net });
    netPerRate.set(item.taxRate, (netPerRate.get(item.taxRate) ?? 0) + net);
    netCents += net;
  }
  if (rows.length === 0) {
    throw new RangeError(`every line of order ${order.id} is empty`);
  }
  const taxes = new Map<number, Cents>();
  let taxCents = 0;
  for (const [rate, net] of netPerRate) {
    const tax = Math.round(net * rate);
    taxes.set(rate, tax);
    taxCents += tax;
  }
  const dueOn = new Date(issuedOn);
  dueOn.setUTCDate(dueOn.getUTCDate() + PAYMENT_DAYS);
  return {
    number,
    recipient: customer.name,
    rows,
    taxes,
    netCents,
    grossCents: netCents + taxCents,
    dueOn,
  };
}
