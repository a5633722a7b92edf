interface Slot<T> {
  value: T;
}

interface ForgottenSlot<T> {
  previous: T;
}

export class Cache<T> {
  private slots = new Map<string, Slot<T>>();

  put(key: string, value: T): void {
    this.slots.set(key, this.wrap(value));
  }

  take(key: string): T | undefined {
    return this.slots.get(key)?.value;
  }

  evictOldest(): void {
    const [oldest] = this.slots.keys();
    this.slots.delete(oldest);
  }

  private wrap(value: T): Slot<T> {
    return { value };
  }

  private unwrapSlot(slot: Slot<T>): T {
    return slot.value;
  }
}
