package shop.lindenhof.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import shop.lindenhof.text.Slugs;

/** The pages of articles, the feed that comparison sites read, and which articles sell. */
public final class Showcase {

    private static final Pattern UNUSABLE = Pattern.compile("[^a-z0-9]+");
    private static final char DELIMITER = ',';

    private Showcase() {
    }

    /** Returns the last part of the address of a page. */
    public static String handleFor(String product) {
        String simple = Slugs.stripAccents(product).toLowerCase(Locale.ROOT);
        String joined = UNUSABLE.matcher(simple).replaceAll("-");
        int from = joined.startsWith("-") ? 1 : 0;
        int to = joined.endsWith("-") ? joined.length() - 1 : joined.length();
        return from < to ? joined.substring(from, to) : "";
    }

    /** Cuts a description to what a teaser has room for, between words if possible. */
    public static String abbreviate(String text, int limit, String ending) {
        if (text == null || text.length() <= limit) {
            return text;
        }
        int cut = text.lastIndexOf(' ', limit - ending.length());
        if (cut <= 0) {
            cut = Math.max(0, limit - ending.length());
        }
        return text.substring(0, cut).stripTrailing() + ending;
    }

    /** Returns a line of the feed. */
    public static String feedLine(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (String cell : cells) {
            line.append(escapeCell(cell)).append(DELIMITER);
        }
        if (!cells.isEmpty()) {
            line.setLength(line.length() - 1);
        }
        return line.append("\r\n").toString();
    }

    public static String escapeCell(String cell) {
        boolean risky = cell.indexOf(DELIMITER) >= 0 || cell.indexOf('"') >= 0 || cell.indexOf('\n') >= 0;
        if (!risky) {
            return cell;
        }
        StringBuilder escaped = new StringBuilder(cell.length() + 2).append('"');
        for (char letter : cell.toCharArray()) {
            if (letter == '"') {
                escaped.append('"');
            }
            escaped.append(letter);
        }
        return escaped.append('"').toString();
    }

    /** Returns the articles that sold most, best first; equal ones by their number. */
    public static List<String> topSellers(Map<String, Integer> sold, int count) {
        Comparator<Map.Entry<String, Integer>> bySales = Map.Entry.comparingByValue();
        return sold.entrySet().stream()
                .sorted(bySales.reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(count)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns the articles that sold least, worst first; equal ones by their number. */
    public static List<String> slowSellers(Map<String, Integer> sold, int count) {
        Comparator<Map.Entry<String, Integer>> bySales = Map.Entry.comparingByValue();
        return sold.entrySet().stream()
                .sorted(bySales.thenComparing(Map.Entry.comparingByKey()))
                .limit(count)
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Returns the rebate in percent.
     *
     * @param steps rebates by the number of pieces from which they are given
     */
    public static int rebate(Map<Integer, Integer> steps, int pieces) {
        int best = Integer.MIN_VALUE;
        int rebate = 0;
        for (Map.Entry<Integer, Integer> step : steps.entrySet()) {
            if (step.getKey() <= pieces && step.getKey() >= best) {
                best = step.getKey();
                rebate = step.getValue();
            }
        }
        return rebate;
    }
}
