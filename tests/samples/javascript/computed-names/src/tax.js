export function price() {}
export class Tax { getRate() {}
  oldRate() {} }
