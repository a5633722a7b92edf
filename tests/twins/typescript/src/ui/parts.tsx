import type { ReactNode } from "react";
import { formatUsd } from "../money/money";
import type { Cents } from "../types";

export interface StockBadgeProps {
  onHand: number;
  reserved: number;
}

const FEW = 5;

/** Says how many pieces a visitor can still buy. */
export function StockBadge({ onHand, reserved }: StockBadgeProps) {
  const free = onHand - reserved;
  if (free <= 0) {
    return <span className="badge badge-red">Sold out</span>;
  }
  if (free < FEW) {
    return <span className="badge badge-amber">{`Only ${free} left`}</span>;
  }
  return <span className="badge badge-green">In stock</span>;
}

export interface EmptyNoticeProps {
  title: string;
  hint?: string;
  children?: ReactNode;
}

/** Stands where a list would be if there were anything in it. */
export function EmptyNotice({ title, hint, children }: EmptyNoticeProps) {
  const text = hint ?? "Nothing here yet.";
  return (
    <section className="empty" role="status">
      <h2 className="empty-title">{title}</h2>
      <p className="empty-hint">{text}</p>
      {children !== undefined && <div className="empty-actions">{children}</div>}
    </section>
  );
}

export interface PriceTagProps {
  cents: Cents;
  formerCents?: Cents;
}

/** A price, with the former one crossed out beside it if it was higher. */
export function PriceTag({ cents, formerCents }: PriceTagProps) {
  const reduced = formerCents !== undefined && formerCents > cents;
  return (
    <span className={reduced ? "price price-reduced" : "price"}>
      {reduced && <del aria-label="former price">{formatUsd(formerCents)}</del>}
      <strong>{formatUsd(cents)}</strong>
    </span>
  );
}
