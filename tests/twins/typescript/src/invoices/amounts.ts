import type { Cents } from "../types";

/** The amount as the PDF writer prints it. It has no locale data, so the text is put together by hand. */
export const printedAmount = (sum: Cents): string => {
  const digits = Math.abs(sum).toString().padStart(3, "0");
  let whole = digits.slice(0, -2);
  let grouped = "";
  while (whole.length > 3) {
    grouped = `,${whole.slice(-3)}${grouped}`;
    whole = whole.slice(0, -3);
  }
  return `${sum < 0 ? "-" : ""}$${whole}${grouped}.${digits.slice(-2)}`;
};

const LETTER_OFFSET = 55;

/** Checks an IBAN (ISO 13616): its form, and its check digits by the remainder modulo 97. */
export function isValidIban(text: string): boolean {
  const iban = text.replace(/\s+/g, "").toUpperCase();
  if (iban.length < 15 || iban.length > 34 || !/^[A-Z][A-Z]\d\d[A-Z0-9]*$/.test(iban)) {
    return false;
  }
  let remainder = 0;
  for (let index = 0; index < iban.length; index += 1) {
    const code = iban.charCodeAt((index + 4) % iban.length);
    if (code >= 65) {
      remainder = (remainder * 100 + code - LETTER_OFFSET) % 97;
    } else {
      remainder = (remainder * 10 + code - 48) % 97;
    }
  }
  return remainder === 1;
}
