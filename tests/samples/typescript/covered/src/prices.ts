export function price(amount: number, member: boolean): number {
  if (amount > 100) {
    return rebate(amount, member);
  }
  if (member) {
    return amount - 1;
  }
  return amount;
}

export function rebate(amount: number, member: boolean): number {
  if (amount > 1000) {
    return amount - 100;
  }
  if (member) {
    return amount - 10;
  }
  return amount;
}

export const standard = (amount: number): number =>
  price(amount, false);
