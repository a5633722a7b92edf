export async function allowed(name: string) {
  return name !== "root";
}

export async function save(name: string) {
  if (name === "") {
    throw new Error("no name");
  }
  return name;
}

export function isOpen() {
  return true;
}

export class Till {
  get isReady() {
    return true;
  }

  onClose?: () => void;

  async close(rows: number[]) {
    if (this.isReady) {
      await save("till");
    }
    save("till").catch(() => undefined);
    void save("till");
    try {
      await save("till");
    } finally {
      this.onClose?.();
    }
    let match;
    while ((match = rows.pop())) {
      if (match !== match) return "nan";
    }
    if (await allowed("a")) return "in";
    const shown = { ...{ a: 1 }, a: 2 };
    const all = await Promise.all(rows.map(async (row) => row));
    return typeof shown === "object" ? all : shown;
  }
}
