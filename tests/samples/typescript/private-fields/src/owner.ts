import { Hidden, Lent, Loose, Made, Open, Picked, Spread } from "./parts.ts";

export class Owner {
  private readonly hidden = new Hidden();
  private readonly lent = new Lent();
  private readonly loose = new Loose();
  readonly open = new Open();
  #made: Made;
  #picked = new Picked();
  private readonly spread = [new Spread()];

  constructor() {
    this.#made = new Made();
  }

  run(): number {
    const { loose } = this;
    return this.hidden.size() + this.#made.size() + this.#picked[String(loose)]() + this.spread.length;
  }

  lend(): Lent {
    return this.lent;
  }
}
