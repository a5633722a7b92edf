export class Steps {
  first(): number {
    return 1;
  }

  secondOfTwo(): number {
    return 2;
  }
}

export class Plain {
  shown(): number {
    return 3;
  }

  neverShown(): number {
    return 4;
  }
}
