package shop.lindenhof.pricing;

import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Discounts by quantity, and the sharing out of amounts. */
public final class DiscountTable {

    private final NavigableMap<Integer, Integer> percentByThreshold;

    public DiscountTable(Map<Integer, Integer> percentByThreshold) {
        this.percentByThreshold = new TreeMap<>(percentByThreshold);
    }

    /** Returns the percentage for a quantity: that of the greatest threshold which it reaches, or 0. */
    public int percentFor(int quantity) {
        Map.Entry<Integer, Integer> reached = percentByThreshold.floorEntry(quantity);
        if (reached == null) {
            return 0;
        }
        return reached.getValue();
    }

    /** Returns how many pieces are missing to the next better discount, if there is one. */
    public OptionalInt missingToNext(int quantity) {
        Map.Entry<Integer, Integer> next = percentByThreshold.higherEntry(quantity);
        if (next == null) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(next.getKey() - quantity);
    }

    /** Shares cents, not less than 0, out in equal parts; the first are one cent greater where it does not go even. */
    public static long[] splitEvenly(long cents, int parts) {
        long base = cents / parts;
        long remainder = cents % parts;
        long[] shares = new long[parts];
        for (int i = 0; i < parts; i++) {
            shares[i] = base + (i < remainder ? 1 : 0);
        }
        return shares;
    }

    /** Shares cents out by weights, not all of them 0; the last part takes what rounding left. */
    public static long[] splitByWeight(long cents, int[] weights) {
        long all = 0;
        for (int weight : weights) {
            all += weight;
        }
        long[] shares = new long[weights.length];
        long left = cents;
        for (int i = 0; i < weights.length - 1; i++) {
            shares[i] = cents * weights[i] / all;
            left -= shares[i];
        }
        shares[weights.length - 1] = left;
        return shares;
    }
}
