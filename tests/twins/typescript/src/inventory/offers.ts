import type { Offer } from "../types";

/** Which supplier to order from. Offers without stock never count; of equal ones the earlier wins. */

export function cheapestOffer(offers: readonly Offer[]): Offer | null {
  let best: Offer | null = null;
  for (const offer of offers) {
    if (offer.available > 0 && (best === null || offer.unitCents < best.unitCents)) {
      best = offer;
    }
  }
  return best;
}

/** For the insured value: what the dearest supplier would ask. */
export function dearestOffer(offers: readonly Offer[]): Offer | null {
  let best: Offer | null = null;
  for (const offer of offers) {
    if (offer.available > 0 && (best === null || offer.unitCents > best.unitCents)) {
      best = offer;
    }
  }
  return best;
}

export function fastestOffer(offers: readonly Offer[]): Offer | null {
  let best: Offer | null = null;
  for (const offer of offers) {
    if (offer.available > 0 && (best === null || offer.leadDays < best.leadDays)) {
      best = offer;
    }
  }
  return best;
}

/** The first offer that has anything in stock, whatever it costs. */
export function firstOffer(offers: readonly Offer[]): Offer | null {
  for (const offer of offers) {
    if (offer.available > 0) {
      return offer;
    }
  }
  return null;
}

/** The last offer that has anything in stock: suppliers append their newest. */
export function latestOffer(offers: readonly Offer[]): Offer | null {
  let latest: Offer | null = null;
  for (const offer of offers) {
    if (offer.available > 0) {
      latest = offer;
    }
  }
  return latest;
}
