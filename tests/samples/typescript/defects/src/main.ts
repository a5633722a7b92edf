import { allowed, isOpen, save } from "./store";

type Kind = "a" | "b";

export async function run(kind: Kind, items: string[], rows: number[]) {
  if (allowed(kind)) {
    console.log("let in");
  }
  try {
    save(kind);
  } catch (error) {
    console.log(error);
  }
  if (isOpen) {
    console.log("open");
  }
  items.forEach(async (item) => {
    await save(item);
  });
  const kept = items.filter(async (item) => await allowed(item));
  return { kept, first: pick(kind, rows) };
}

function pick(kind: string, rows: number[]) {
  if (typeof rows === "array") {
    return 0;
  }
  if (rows === []) {
    return 1;
  }
  if (rows[0] === NaN) {
    return 2;
  }
  if (kind === "a" && kind === "b") {
    return 3;
  }
  if (kind !== "a" || kind !== "b") {
    return 4;
  }
  if (rows.length >= 0) {
    return 5;
  }
  switch (kind) {
    case "a":
      return 6;
    case "a":
      return 7;
  }
  if (!kind in rows) {
    return 8;
  }
  return
    kind.length;
}

export function refuse(kind: string) {
  new Error(`no ${kind}`);
  const names = { a: 1, b: 2, a: 3 };
  kind.trim();
  return kind in ["a", "b"] ? names : names;
}
