export function price(amount: number): number {
  if (amount > 10) {
    return amount * 9;
  }
  return amount < 0 ? 0 : amount * 10;
}

export function rebate(amount: number, member: boolean): number {
  if (member && amount > 3) {
    return amount / 2;
  }
  if (amount > 100) {
    return 5;
  }
  return 0;
}
