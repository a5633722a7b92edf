import type { ReactNode } from "react";
import type { Page } from "../server/routes";

type Level = { below: number; tone: string; label: (left: number) => string };

const LEVELS: readonly Level[] = [
  { below: 1, tone: "red", label: () => "Sold out" },
  { below: 5, tone: "amber", label: (left) => `Only ${left} left` },
  { below: Number.POSITIVE_INFINITY, tone: "green", label: () => "In stock" },
];

/** The availability of an article in the lists of the back office. */
export const AvailabilityPill = (props: { shelf: number; promised: number }) => {
  const left = props.shelf - props.promised;
  const level = LEVELS.find((candidate) => left < candidate.below) ?? LEVELS[LEVELS.length - 1]!;
  const classes = ["badge", `badge-${level.tone}`].join(" ");
  return <span className={classes}>{level.label(left)}</span>;
};

interface Props {
  title: string;
  hint?: string;
  children?: ReactNode;
}

export function BlankState({ title, hint, children }: Props) {
  const message = hint ?? "Nothing here yet.";
  return (
    <section className="empty" role="status">
      <h2 className="empty-title">{title}</h2>
      <p className="empty-hint">{message}</p>
      {children !== undefined && <div className="empty-actions">{children}</div>}
    </section>
  );
}

const DEFAULT_SIZE = 50;

/** The rows that a grid shows at the moment. */
export function gridRows<R>(rows: readonly R[], page: number, perPage: number = DEFAULT_SIZE): Page<R> {
  if (page < 1 || perPage < 1) {
    throw new RangeError("page and size start at 1");
  }
  const pages = Math.max(1, Math.ceil(rows.length / perPage));
  const first = (page - 1) * perPage;
  return { items: rows.slice(first, first + perPage), page, pages };
}
