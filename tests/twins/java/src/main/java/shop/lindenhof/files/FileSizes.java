package shop.lindenhof.files;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as people write them. */
public final class FileSizes {

    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final String[] DECIMAL = {"B", "kB", "MB", "GB", "TB"};
    private static final Pattern WRITTEN = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(B|KiB|MiB|GiB|TiB)");

    private FileSizes() {
    }

    /** Writes a size in binary units with one decimal: 1536 is "1.5 KiB". */
    public static String humanReadable(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < BINARY.length - 1) {
            value /= 1024;
            unit++;
        }
        if (unit == 0) {
            return bytes + " B";
        }
        return String.format(Locale.ROOT, "%.1f %s", value, BINARY[unit]);
    }

    /** Writes a size in the units of disk makers, powers of a thousand: 1500 is "1.5 kB". */
    public static String inDecimalUnits(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < DECIMAL.length - 1) {
            value /= 1000;
            unit++;
        }
        if (unit == 0) {
            return bytes + " B";
        }
        return String.format(Locale.ROOT, "%.1f %s", value, DECIMAL[unit]);
    }

    /**
     * Reads a size such as "1.5 KiB".
     *
     * @throws IllegalArgumentException if it is not written that way
     */
    public static long parse(String written) {
        Matcher match = WRITTEN.matcher(written.strip());
        if (!match.matches()) {
            throw new IllegalArgumentException("not a size: " + written);
        }
        double value = Double.parseDouble(match.group(1));
        for (String unit : BINARY) {
            if (unit.equals(match.group(2))) {
                break;
            }
            value *= 1024;
        }
        return Math.round(value);
    }
}
