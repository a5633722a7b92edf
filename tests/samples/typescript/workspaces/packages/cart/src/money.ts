export namespace Money {
  const digits = 2;

  export function format(amount: number): string {
    return amount.toFixed(digits);
  }
}

export namespace Taxes {
  export function added(amount: number): number {
    return amount * 1.2;
  }
}
