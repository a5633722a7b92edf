import { formatUsd } from "../money/money";
import type { Customer, Order } from "../types";

export interface Mailbox {
  name: string | null;
  address: string;
}

const ADDRESS = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;

/** Reads 'Ada Byron <ada@example.org>' or a bare address; null if there is no address in it. */
export function parseMailbox(text: string): Mailbox | null {
  const match = /^(.*)<([^<>]+)>$/.exec(text.trim());
  const address = (match === null ? text : match[2]!).trim();
  if (!ADDRESS.test(address)) {
    return null;
  }
  const name = match === null ? "" : match[1]!.trim().replace(/^"(.*)"$/, "$1");
  return { name: name === "" ? null : name, address };
}

/** The form in which we compare addresses: small letters, and no "+tag" before the "@". Takes what parseMailbox let through. */
export function normalize(address: string): string {
  const [local = "", domain = ""] = address.trim().toLowerCase().split("@");
  const plus = local.indexOf("+");
  const person = plus > 0 ? local.slice(0, plus) : local;
  return `${person}@${domain}`;
}

export interface Mail {
  to: string[];
  cc: string[];
  bcc: string[];
  subject: string;
  html: string;
}

// The mail worker is built without the text package, whose tables are large.
function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    "&": "&amp;",
    "<": "&lt;", ">": "&gt;",
    '"': "&quot;", "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (mark) => entities[mark] ?? mark);
}

/** The mail that confirms an order. */
export function confirmationMail(order: Order, customer: Customer, archive: string): Mail {
  const rows = order.lines.map((line) => {
    const price = formatUsd(line.quantity * line.unitCents);
    return `<tr><td>${line.quantity} × ${escapeHtml(line.title)}</td><td>${price}</td></tr>`;
  });
  const html = [
    `<p>Dear ${escapeHtml(customer.name)},</p>`,
    `<p>thank you for your order ${escapeHtml(order.id)}.</p>`,
    `<table>${rows.join("")}</table>`,
    `<p>Total: ${formatUsd(order.totalCents)}</p>`,
  ].join("\n");
  return { to: [customer.email], cc: [], bcc: [archive], subject: `Your order ${order.id}`, html };
}
