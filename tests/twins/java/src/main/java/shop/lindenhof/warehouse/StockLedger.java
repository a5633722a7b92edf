package shop.lindenhof.warehouse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How many pieces of each article there are, and how many of them are promised. */
public final class StockLedger {

    /** A level of stock; {@code reserved} pieces are part of those on hand. */
    public record Level(int onHand, int reserved) {

        static final Level NONE = new Level(0, 0);

        int free() {
            return onHand - reserved;
        }
    }

    private final Map<String, Level> levels = new HashMap<>();

    /** Promises free pieces to an order. */
    public synchronized void reserve(String sku, int pieces) {
        Level level = levels.getOrDefault(sku, Level.NONE);
        if (level.free() < pieces) {
            throw new IllegalStateException("only " + level.free() + " free of " + sku);
        }
        levels.put(sku, new Level(level.onHand(), level.reserved() + pieces));
    }

    /** Takes a promise back. */
    public synchronized void release(String sku, int pieces) {
        Level level = levels.getOrDefault(sku, Level.NONE);
        if (level.reserved() < pieces) {
            throw new IllegalStateException("only " + level.reserved() + " reserved of " + sku);
        }
        levels.put(sku, new Level(level.onHand(), level.reserved() - pieces));
    }

    /** Sends out pieces that were promised. */
    public synchronized void ship(String sku, int pieces) {
        Level level = levels.getOrDefault(sku, Level.NONE);
        if (level.reserved() < pieces) {
            throw new IllegalStateException("only " + level.reserved() + " reserved of " + sku);
        }
        levels.put(sku, new Level(level.onHand() - pieces, level.reserved() - pieces));
    }

    /** Throws away pieces that nobody was promised. */
    public synchronized void writeOff(String sku, int pieces) {
        Level level = levels.getOrDefault(sku, Level.NONE);
        if (level.free() < pieces) {
            throw new IllegalStateException("only " + level.free() + " free of " + sku);
        }
        levels.put(sku, new Level(level.onHand() - pieces, level.reserved()));
    }

    /** Takes in pieces from a supplier. */
    public synchronized void receive(String sku, int pieces) {
        Level level = levels.getOrDefault(sku, Level.NONE);
        if (pieces < 1) {
            throw new IllegalArgumentException("at least one piece of " + sku);
        }
        levels.put(sku, new Level(level.onHand() + pieces, level.reserved()));
    }

    /** Returns the demand of each day, evened out over the days before it. */
    public static double[] smoothed(double[] demand, int days) {
        double[] smooth = new double[demand.length];
        Deque<Double> recent = new ArrayDeque<>();
        double total = 0;
        for (int day = 0; day < demand.length; day++) {
            recent.addLast(demand[day]);
            total += demand[day];
            if (recent.size() > days) {
                total -= recent.removeFirst();
            }
            smooth[day] = total / recent.size();
        }
        return smooth;
    }

    /** Returns the articles to order, by number. */
    public synchronized List<String> belowMinimum(Map<String, Integer> minimums) {
        List<String> missing = new ArrayList<>();
        minimums.forEach((sku, minimum) -> {
            if (levels.getOrDefault(sku, Level.NONE).free() < minimum) {
                missing.add(sku);
            }
        });
        missing.sort(null);
        return missing;
    }
}
