package shop.lindenhof.orders;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks orders up in a list that was loaded, in the order in which they were placed. */
public final class OrderFinder {

    private final List<Order> orders;

    public OrderFinder(List<Order> orders) {
        this.orders = List.copyOf(orders);
    }

    /** Returns the oldest open order of a customer. */
    public Optional<Order> firstOpen(String customerId) {
        for (Order order : orders) {
            if (order.customerId().equals(customerId) && order.isOpen()) {
                return Optional.of(order);
            }
        }
        return Optional.empty();
    }

    /** Returns the latest open order of a customer. */
    public Optional<Order> lastOpen(String customerId) {
        Order found = null;
        for (Order order : orders) {
            if (order.customerId().equals(customerId) && order.isOpen()) {
                found = order;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Returns all open orders of a customer. */
    public List<Order> allOpen(String customerId) {
        List<Order> found = new ArrayList<>();
        for (Order order : orders) {
            if (order.customerId().equals(customerId) && order.isOpen()) {
                found.add(order);
            }
        }
        return found;
    }

    /** Returns the orders of a customer with which nothing will happen any more. */
    public List<Order> allClosed(String customerId) {
        List<Order> found = new ArrayList<>();
        for (Order order : orders) {
            if (order.customerId().equals(customerId) && !order.isOpen()) {
                found.add(order);
            }
        }
        return found;
    }

    /** Returns how many orders of a customer are open. */
    public int countOpen(String customerId) {
        int found = 0;
        for (Order order : orders) {
            if (order.customerId().equals(customerId) && order.isOpen()) {
                found++;
            }
        }
        return found;
    }

    /** Sorts what was loaded into one list for each customer; customers stand as their first order does. */
    public Map<String, List<Order>> bucketByBuyer() {
        Map<String, List<Order>> buckets = new LinkedHashMap<>();
        for (Order order : orders) {
            List<Order> bucket = buckets.get(order.customerId());
            if (bucket == null) {
                bucket = new ArrayList<>();
                buckets.put(order.customerId(), bucket);
            }
            bucket.add(order);
        }
        return buckets;
    }

    public static List<Order> newestFirst(Collection<Order> orders) {
        List<Order> sorted = new ArrayList<>(orders);
        sorted.sort(Comparator.comparing(Order::placedAt).reversed().thenComparing(Order::id));
        return sorted;
    }

    public static List<Order> oldestFirst(Collection<Order> orders) {
        List<Order> sorted = new ArrayList<>(orders);
        sorted.sort(Comparator.comparing(Order::placedAt).thenComparing(Order::id));
        return sorted;
    }

    public static List<Order> dearestFirst(Collection<Order> orders) {
        List<Order> sorted = new ArrayList<>(orders);
        sorted.sort(Comparator.comparing(Order::total).reversed().thenComparing(Order::id));
        return sorted;
    }

    public static List<Order> cheapestFirst(Collection<Order> orders) {
        List<Order> sorted = new ArrayList<>(orders);
        sorted.sort(Comparator.comparing(Order::total).thenComparing(Order::id));
        return sorted;
    }

    public static List<Order> byCustomer(Collection<Order> orders) {
        List<Order> sorted = new ArrayList<>(orders);
        sorted.sort(Comparator.comparing(Order::customerId).thenComparing(Order::id));
        return sorted;
    }

    /** Sorts the list that it is given, newest first, and makes no other. */
    public static void arrangeNewestFirst(List<Order> orders) {
        Comparator<Order> byTime = Comparator.comparing(Order::placedAt);
        Comparator<Order> latest = byTime.reversed();
        orders.sort(latest.thenComparing(Order::id));
    }
}
