package shop.lindenhof.time;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/** Where the periods of the bookkeeping begin, and working days: Monday to Friday, holidays are not known here. */
public final class Days {

    private Days() {
    }

    public static Instant startOfMonth(Instant moment, ZoneId zone) {
        LocalDate day = moment.atZone(zone).toLocalDate();
        LocalDate first = day.withDayOfMonth(1);
        return first.atStartOfDay(zone).toInstant();
    }

    /** Returns the first moment that no longer belongs to the month. */
    public static Instant startOfNextMonth(Instant moment, ZoneId zone) {
        LocalDate day = moment.atZone(zone).toLocalDate();
        LocalDate first = day.withDayOfMonth(1).plusMonths(1);
        return first.atStartOfDay(zone).toInstant();
    }

    public static Instant startOfQuarter(Instant moment, ZoneId zone) {
        LocalDate day = moment.atZone(zone).toLocalDate();
        int month = (day.getMonthValue() - 1) / 3 * 3 + 1;
        LocalDate first = LocalDate.of(day.getYear(), month, 1);
        return first.atStartOfDay(zone).toInstant();
    }

    /** Weeks begin on Monday. */
    public static Instant startOfWeek(Instant moment, ZoneId zone) {
        LocalDate day = moment.atZone(zone).toLocalDate();
        LocalDate first = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return first.atStartOfDay(zone).toInstant();
    }

    public static Instant startOfYear(Instant moment, ZoneId zone) {
        LocalDate day = moment.atZone(zone).toLocalDate();
        LocalDate first = day.withDayOfYear(1);
        return first.atStartOfDay(zone).toInstant();
    }

    /** Returns the last day of a month as ISO 8601 writes it, "2024-02-29". */
    public static String lastDay(int year, int month) {
        LocalDate first = LocalDate.of(year, month, 1);
        LocalDate last = first.with(TemporalAdjusters.lastDayOfMonth());
        return last.toString();
    }

    /** Returns the day that is {@code days} working days after {@code start}. */
    public static LocalDate after(LocalDate start, int days) {
        LocalDate day = start;
        int left = days;
        while (left > 0) {
            day = day.plusDays(1);
            if (!isWeekend(day)) {
                left--;
            }
        }
        return day;
    }

    /** Returns the day that is {@code days} working days before {@code start}. */
    public static LocalDate before(LocalDate start, int days) {
        LocalDate day = start;
        int left = days;
        while (left > 0) {
            day = day.minusDays(1);
            if (!isWeekend(day)) {
                left--;
            }
        }
        return day;
    }

    /** Like a count of working days, but Saturdays count: parcels are brought on Saturdays. */
    public static LocalDate deliveryDaysAfter(LocalDate start, int days) {
        LocalDate day = start;
        int left = days;
        while (left > 0) {
            day = day.plusDays(1);
            if (day.getDayOfWeek() != DayOfWeek.SUNDAY) {
                left--;
            }
        }
        return day;
    }

    /** Counts the working days after {@code start} up to and with {@code end}. */
    public static int between(LocalDate start, LocalDate end) {
        LocalDate day = start;
        int counted = 0;
        while (day.isBefore(end)) {
            day = day.plusDays(1);
            if (!isWeekend(day)) {
                counted++;
            }
        }
        return counted;
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
    }
}
