export class Repository {
  private readonly kept: string[] = [];

  readAll(): string[] {
    return this.kept.filter(isShown);
  }

  eraseEverything(): void {
    this.kept.length = 0;
  }

  get sizeOfStore(): number {
    return this.kept.length;
  }
}

function isShown(row: string): boolean {
  return row !== HIDDEN_ROW;
}

const HIDDEN_ROW = "";

class ShadowRepository extends Repository {
  override eraseEverything(): void {}
}
