package shop.lindenhof.pricing;

import java.math.BigDecimal;
import java.util.List;

import shop.lindenhof.orders.Order;

/** Figures over the lines of an order. */
public final class LinePrices {

    private LinePrices() {
    }

    /** Returns the lowest price of a single piece, or null without lines. */
    public static BigDecimal lowest(List<Order.Line> lines) {
        BigDecimal found = null;
        for (Order.Line line : lines) {
            if (found == null || line.unitPrice().compareTo(found) < 0) {
                found = line.unitPrice();
            }
        }
        return found;
    }

    /** Returns the highest price of a single piece, or null without lines. */
    public static BigDecimal highest(List<Order.Line> lines) {
        BigDecimal found = null;
        for (Order.Line line : lines) {
            if (found == null || line.unitPrice().compareTo(found) > 0) {
                found = line.unitPrice();
            }
        }
        return found;
    }

    /** Adds up what all pieces cost. */
    public static BigDecimal value(List<Order.Line> lines) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Order.Line line : lines) {
            BigDecimal pieces = BigDecimal.valueOf(line.quantity());
            sum = sum.add(line.unitPrice().multiply(pieces));
        }
        return sum;
    }

    /** Counts the pieces, whatever they cost. */
    public static int pieces(List<Order.Line> lines) {
        int sum = 0;
        for (Order.Line line : lines) {
            if (line.quantity() > 0) {
                sum += line.quantity();
            }
        }
        return sum;
    }

    /** Returns what the most valuable line costs with all its pieces, zero without lines. */
    public static BigDecimal topLine(List<Order.Line> lines) {
        BigDecimal top = BigDecimal.ZERO;
        for (Order.Line line : lines) {
            BigDecimal pieces = BigDecimal.valueOf(line.quantity());
            top = top.max(line.unitPrice().multiply(pieces));
        }
        return top;
    }
}
