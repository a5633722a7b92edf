export interface Price {
  cents: number;
}

type Padding = { width: number };

export function formatPrice({ cents }: Price): string {
  return `${cents / 100} EUR`;
}

export function formatOld(value: number): string {
  return value.toFixed(2);
}
