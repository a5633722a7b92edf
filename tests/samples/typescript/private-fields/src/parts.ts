export class Hidden {
  size(): number {
    return 1;
  }

  hiddenAway(): void {}
}

export class Lent {
  calledByBorrower(): void {}
}

export class Loose {
  calledLoosely(): void {}
}

export class Open {
  calledFromOutside(): void {}
}

export class Made {
  size(): number {
    return 2;
  }

  madeForNothing(): void {}
}

export class Picked {
  pickedByKey(): number {
    return 3;
  }
}

export class Spread {
  calledInList(): void {}
}
