import { uniqBy } from "lodash";
import type { Mailbox } from "../mail/compose";
import type { OrderLine } from "../types";

const LOOKS_RIGHT = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/;
const LONGEST = 254;

/** The sender of a support mail, as far as it can be read. */
export function readSender(header: string): Mailbox | null {
  const parts = /^(.*)<([^<>]+)>$/.exec(header.trim());
  const address = (parts === null ? header : parts[2]!).trim();
  if (address.length > LONGEST || !LOOKS_RIGHT.test(address)) {
    return null;
  }
  const display = parts === null ? "" : parts[1]!.trim().replace(/^"(.*)"$/, "$1");
  return { name: display === "" ? null : display, address };
}

export interface ContactRow {
  name: string;
  email: string;
  phone: string;
}

export interface ContactImport {
  contacts: ContactRow[];
  rejected: { row: number; reason: string }[];
}

/**
 * Takes the rows of a trade fair list over. Numbers are brought into the international form;
 * rows without any way to reach the person, and second rows of the same person, are turned away with a reason.
 */
export function importContacts(rows: readonly ContactRow[], countryCode: string, blocked: ReadonlySet<string>): ContactImport {
  const contacts: ContactRow[] = [];
  const rejected: ContactImport["rejected"] = [];
  const known = new Set<string>();
  rows.forEach((row, index) => {
    const email = row.email.trim().toLowerCase();
    let number = row.phone.replace(/[\s()/.-]/g, "");
    if (number.startsWith("00")) {
      number = `+${number.slice(2)}`;
    } else if (number.startsWith("0")) {
      number = `+${countryCode}${number.slice(1)}`;
    }
    const phone = /^\+[1-9]\d{6,14}$/.test(number) ? number : "";
    if (email === "" && phone === "") {
      rejected.push({ row: index + 1, reason: "neither mail address nor phone number" });
      return;
    }
    if (email !== "" && !LOOKS_RIGHT.test(email)) {
      rejected.push({ row: index + 1, reason: `no mail address: ${email}` });
      return;
    }
    const name = row.name.trim().replace(/\s+/g, " ");
    if (name === "") {
      rejected.push({ row: index + 1, reason: "no name" });
      return;
    }
    const key = email || phone;
    if (known.has(key)) {
      rejected.push({ row: index + 1, reason: `already there: ${key}` });
      return;
    }
    if (blocked.has(email) || blocked.has(phone)) {
      rejected.push({ row: index + 1, reason: "does not want to hear from us" });
      return;
    }
    known.add(key);
    contacts.push({ name, email, phone });
  });
  return { contacts, rejected };
}

/** Wishes of several lists as one, without repeats; whoever wished first decides the line. */
export const withoutRepeats = (wishes: readonly OrderLine[]): OrderLine[] =>
  uniqBy(
    wishes,
    "sku",
  );
