import type { Store } from './store';

export class OrderService {
  constructor(private readonly store: Store) {}

  async find(key: string) {
    return await this.store.find(key);
  }

  save(key: string, value: string) {
    return this.store.save(key, value);
  }
}
