export abstract class Store {
  abstract find(key: string): Promise<string>;
  abstract save(key: string, value: string): Promise<void>;
}

export class Disk extends Store {
  private kept = new Map<string, string>();

  async find(key: string) {
    return this.kept.get(key) ?? '';
  }

  async save(key: string, value: string) {
    this.kept.set(key, value);
  }
}

export abstract class Clock {
  abstract now(): number;
}

export class Utc extends Clock {
  now() {
    return Date.now();
  }
}

export class Local extends Clock {
  now() {
    return new Date().getHours();
  }
}
