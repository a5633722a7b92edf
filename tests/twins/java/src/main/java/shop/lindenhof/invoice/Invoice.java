package shop.lindenhof.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An invoice; each of its lines may have a discount. */
public record Invoice(String number, String customer, String country, LocalDate day, List<Line> lines) {

    private static final Map<Integer, List<String>> LANDS_BY_PERCENTAGE = Map.of(
            19, List.of("CY", "DE"),
            20, List.of("FR", "AT"),
            21, List.of("ES", "NL", "BE"),
            22, List.of("IT"),
            23, List.of("PT", "PL"));

    /** Goods or services at a net price. */
    public record Line(String text, int quantity, BigDecimal unitPrice, int discountPercent) {
    }

    /** Adds up the lines after their discounts, each rounded to cents. */
    public static BigDecimal netTotal(List<Line> lines) {
        BigDecimal net = BigDecimal.ZERO;
        for (Line line : lines) {
            BigDecimal full = line.unitPrice().multiply(BigDecimal.valueOf(line.quantity()));
            BigDecimal off = full.multiply(BigDecimal.valueOf(line.discountPercent())).movePointLeft(2);
            net = net.add(full.subtract(off).setScale(2, RoundingMode.HALF_UP));
        }
        return net;
    }

    /** Adds up the discounts of the lines, each rounded to cents. */
    public static BigDecimal savings(List<Line> lines) {
        BigDecimal saved = BigDecimal.ZERO;
        for (Line line : lines) {
            BigDecimal full = line.unitPrice().multiply(BigDecimal.valueOf(line.quantity()));
            BigDecimal off = full.multiply(BigDecimal.valueOf(line.discountPercent())).movePointLeft(2);
            saved = saved.add(off.setScale(2, RoundingMode.HALF_UP));
        }
        return saved;
    }

    /** Plans the payments for somebody who owes something and pays in instalments, the greater ones first. */
    public static long[] instalments(int count, long owed) {
        long[] plan = new long[count];
        long open = owed;
        for (int payment = 0; payment < count; payment++) {
            int remaining = count - payment;
            plan[payment] = (open + remaining - 1) / remaining;
            open -= plan[payment];
        }
        return plan;
    }

    /** Returns the percentage that is added for deliveries to a land. */
    static int percentage(String land) {
        String wanted = land.toUpperCase(Locale.ROOT);
        for (Map.Entry<Integer, List<String>> entry : LANDS_BY_PERCENTAGE.entrySet()) {
            if (entry.getValue().contains(wanted)) {
                return entry.getKey();
            }
        }
        return 0;
    }
}
