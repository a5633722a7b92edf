package shop.lindenhof.orders;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** An order as the customer placed it. */
public record Order(String id, String customerId, Status status, Instant placedAt, List<Line> lines) {

    /** Where an order stands. */
    public enum Status { OPEN, PAID, SHIPPED, CANCELLED }

    /** So many pieces of one article. */
    public record Line(String sku, int quantity, BigDecimal unitPrice) {
    }

    public Order {
        lines = List.copyOf(lines);
    }

    /** Returns what the customer has to pay for the goods. */
    public BigDecimal total() {
        return lines.stream()
                .map(line -> line.unitPrice().multiply(BigDecimal.valueOf(line.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public boolean isOpen() {
        return status == Status.OPEN || status == Status.PAID;
    }

    /** Puts an order together. */
    public static final class Builder {

        private final List<Line> lines = new ArrayList<>();
        private String id;
        private String customerId;
        private Instant placedAt;

        public Builder id(String id) {
            this.id = id;
            return this;
        }

        public Builder customerId(String customerId) {
            this.customerId = customerId;
            return this;
        }

        public Builder placedAt(Instant placedAt) {
            this.placedAt = placedAt;
            return this;
        }

        public Builder line(Line line) {
            this.lines.add(line);
            return this;
        }

        /** Returns the order, which is open. */
        public Order build() {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(customerId, "customerId");
            Objects.requireNonNull(placedAt, "placedAt");
            return new Order(id, customerId, Status.OPEN, placedAt, lines);
        }
    }
}
