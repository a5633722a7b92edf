export class Cache<K, V> {
  private readonly items = new Map<K, V>();

  get(key: K): V | undefined {
    return this.items.get(key);
  }
}

export class Shelf<T> {
  private readonly items: T[] = [];

  top(): T | undefined {
    return this.items[0];
  }
}
