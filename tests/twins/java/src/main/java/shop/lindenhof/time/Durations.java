package shop.lindenhof.time;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations for people. */
public final class Durations {

    private static final Pattern SHORT_FORM = Pattern.compile("(?:(\\d+)h)?\\s*(?:(\\d+)m)?\\s*(?:(\\d+)s)?");

    private Durations() {
    }

    /** Writes the two greatest units: "3h 05m", "5m 09s", "9s". */
    public static String inWords(Duration duration) {
        long hours = duration.toHours();
        int minutes = duration.toMinutesPart();
        int seconds = duration.toSecondsPart();
        if (hours > 0) {
            return String.format("%dh %02dm", hours, minutes);
        }
        if (minutes > 0) {
            return String.format("%dm %02ds", minutes, seconds);
        }
        return seconds + "s";
    }

    /** Writes all units as a clock does: "3:05:09", "5:09", "0:09". */
    public static String asClock(Duration duration) {
        long hours = duration.toHours();
        int minutes = duration.toMinutesPart();
        int seconds = duration.toSecondsPart();
        if (hours > 0) {
            return String.format("%d:%02d:%02d", hours, minutes, seconds);
        }
        return String.format("%d:%02d", minutes, seconds);
    }

    /** Reads "1h 30m", "90s" and the like. */
    public static Duration parse(String written) {
        Matcher match = SHORT_FORM.matcher(written.strip());
        if (written.isBlank() || !match.matches()) {
            throw new IllegalArgumentException("not a duration: " + written);
        }
        return Duration.ofHours(numberIn(match.group(1)))
                .plusMinutes(numberIn(match.group(2)))
                .plusSeconds(numberIn(match.group(3)));
    }

    private static long numberIn(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
