/** The days, weeks and months count in UTC: the warehouses share one calendar. */

export function startOfDay(at: Date): Date {
  const year = at.getUTCFullYear();
  const month = at.getUTCMonth();
  return new Date(Date.UTC(year, month, at.getUTCDate()));
}

/** The last millisecond of the day. */
export function endOfDay(at: Date): Date {
  const year = at.getUTCFullYear();
  const month = at.getUTCMonth();
  return new Date(Date.UTC(year, month, at.getUTCDate() + 1) - 1);
}

/** Midnight of the Monday of the week. */
export function startOfWeek(at: Date): Date {
  const year = at.getUTCFullYear();
  const month = at.getUTCMonth();
  return new Date(Date.UTC(year, month, at.getUTCDate() - ((at.getUTCDay() + 6) % 7)));
}

export function startOfMonth(at: Date): Date {
  const year = at.getUTCFullYear();
  const month = at.getUTCMonth();
  return new Date(Date.UTC(year, month, 1));
}

/** The last millisecond of the month. */
export function endOfMonth(at: Date): Date {
  const year = at.getUTCFullYear();
  const month = at.getUTCMonth();
  return new Date(Date.UTC(year, month + 1, 1) - 1);
}

/** The ISO week of a local date, as "2024-W05": the week belongs to the year that has its Thursday. */
export function isoWeekLabel(at: Date): string {
  const thursday = new Date(at.getFullYear(), at.getMonth(), at.getDate());
  thursday.setDate(thursday.getDate() + 3 - ((thursday.getDay() + 6) % 7));
  const year = thursday.getFullYear();
  const newYear = new Date(year, 0, 1);
  const dayOfYear = Math.round((thursday.getTime() - newYear.getTime()) / 86_400_000);
  const week = Math.floor(dayOfYear / 7) + 1;
  return `${String(year).padStart(4, "0")}-W${String(week).padStart(2, "0")}`;
}

const DAY = 86_400_000;

/** Days from Monday to Friday after `from`, up to and with `to`. */
export function countWorkingDays(from: Date, to: Date): number {
  let count = 0;
  for (let at = from.getTime() + DAY; at <= to.getTime(); at += DAY) {
    const weekday = new Date(at).getUTCDay();
    if (weekday !== 0 && weekday !== 6) {
      count += 1;
    }
  }
  return count;
}

/** Saturdays and Sundays after `from`, up to and with `to`. */
export function countWeekendDays(from: Date, to: Date): number {
  let count = 0;
  for (let at = from.getTime() + DAY; at <= to.getTime(); at += DAY) {
    const weekday = new Date(at).getUTCDay();
    if (weekday === 0 || weekday === 6) {
      count += 1;
    }
  }
  return count;
}
