import type { Cents } from "../types";

/** Prices go to whole steps (five centimes in Switzerland). Amounts below zero are refunds. */

export function floorToStep(amount: Cents, step: Cents): Cents {
  if (step <= 0) {
    throw new RangeError(`a step must be above zero, not ${step}`);
  }
  return Math.floor(amount / step) * step;
}

export function ceilToStep(amount: Cents, step: Cents): Cents {
  if (step <= 0) {
    throw new RangeError(`a step must be above zero, not ${step}`);
  }
  return Math.ceil(amount / step) * step;
}

/** Rounds to the nearest step; what lies in the middle goes up. */
export function roundToStep(amount: Cents, step: Cents): Cents {
  if (step <= 0) {
    throw new RangeError(`a step must be above zero, not ${step}`);
  }
  return Math.round(amount / step) * step;
}

/** Cuts off towards zero, so that a refund is never larger than what was paid. */
export function truncateToStep(amount: Cents, step: Cents): Cents {
  if (step <= 0) {
    throw new RangeError(`a step must be above zero, not ${step}`);
  }
  return Math.trunc(amount / step) * step;
}

/** Rounds to the nearest step; what lies in the middle goes to the even multiple (banker's rounding). */
export function roundHalfEvenToStep(amount: Cents, step: Cents): Cents {
  if (step <= 0) {
    throw new RangeError(`a step must be above zero, not ${step}`);
  }
  const steps = amount / step;
  const below = Math.floor(steps);
  const nearest = steps - below === 0.5 ? below + (Math.abs(below) % 2) : Math.round(steps);
  return nearest * step;
}

/** Writes an amount for customers in the US: "$1,234.50", "-$3.00". */
export function formatUsd(amount: Cents): string {
  const formatter = new Intl.NumberFormat("en-US", {
    style: "currency",
    currency: "USD",
  });
  return formatter.format(amount / 100);
}

/** As in the ledger: what is below zero stands in parentheses. */
export function formatAccounting(amount: Cents): string {
  const formatter = new Intl.NumberFormat("en-US", {
    style: "currency",
    currency: "USD",
    currencySign: "accounting",
  });
  return formatter.format(amount / 100);
}

/** Without cents, for charts: "$1,235". */
export function formatWholeUsd(amount: Cents): string {
  const formatter = new Intl.NumberFormat("en-US", {
    style: "currency",
    currency: "USD",
    maximumFractionDigits: 0,
  });
  return formatter.format(amount / 100);
}
