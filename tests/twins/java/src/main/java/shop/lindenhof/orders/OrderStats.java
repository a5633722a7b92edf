package shop.lindenhof.orders;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Figures over many orders. */
public final class OrderStats {

    private OrderStats() {
    }

    /** Returns the orders of each customer; both in the order in which they came. */
    public static Map<String, List<Order>> ordersPerCustomer(Collection<Order> orders) {
        return orders.stream()
                .collect(Collectors.groupingBy(
                        Order::customerId,
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    /** Returns the orders of each day, by day. */
    public static Map<LocalDate, List<Order>> ordersPerDay(Collection<Order> orders, ZoneId zone) {
        return orders.stream()
                .collect(Collectors.groupingBy(
                        order -> order.placedAt().atZone(zone).toLocalDate(),
                        TreeMap::new,
                        Collectors.toList()));
    }

    /** Returns how many orders each customer placed. */
    public static Map<String, Long> countPerCustomer(Collection<Order> orders) {
        return orders.stream()
                .collect(Collectors.groupingBy(
                        Order::customerId,
                        LinkedHashMap::new,
                        Collectors.counting()));
    }

    /** Returns what each customer ordered for. */
    public static Map<String, BigDecimal> revenuePerCustomer(Collection<Order> orders) {
        return orders.stream()
                .collect(Collectors.groupingBy(
                        Order::customerId,
                        LinkedHashMap::new,
                        Collectors.reducing(BigDecimal.ZERO, Order::total, BigDecimal::add)));
    }
}
