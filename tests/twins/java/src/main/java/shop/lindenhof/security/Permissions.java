package shop.lindenhof.security;

import java.util.Set;

import shop.lindenhof.orders.Order;

/** Who may do what with an order. */
public final class Permissions {

    /** What somebody works as. */
    public enum Role { STAFF, FINANCE, ADMIN }

    /** Somebody who is signed in; customers have no role. */
    public record User(String id, Set<Role> roles) {

        boolean has(Role role) {
            return roles.contains(role) || roles.contains(Role.ADMIN);
        }
    }

    private Permissions() {
    }

    /** Customers see their own orders; staff and finance see all. */
    public static boolean mayView(User user, Order order) {
        if (order.customerId().equals(user.id())) {
            return true;
        }
        return user.has(Role.STAFF) || user.has(Role.FINANCE);
    }

    /** Customers may cancel their own orders as long as nothing was sent, staff may cancel any of that kind. */
    public static boolean mayCancel(User user, Order order) {
        if (!order.isOpen()) {
            return false;
        }
        if (user.has(Role.STAFF)) {
            return true;
        }
        return order.customerId().equals(user.id());
    }

    /** Only staff edits, and only open orders, but never its own. */
    public static boolean mayEdit(User user, Order order) {
        if (!order.isOpen()) {
            return false;
        }
        if (order.customerId().equals(user.id())) {
            return false;
        }
        return user.has(Role.STAFF);
    }

    /** Only finance gives money back, and only for what is no longer open, but never to itself. */
    public static boolean mayRefund(User user, Order order) {
        if (order.isOpen()) {
            return false;
        }
        if (order.customerId().equals(user.id())) {
            return false;
        }
        return user.has(Role.FINANCE);
    }

    /** Customers may complain about their own orders once these were sent; nobody does it for them. */
    public static boolean mayComplain(User user, Order order) {
        if (order.status() != Order.Status.SHIPPED) {
            return false;
        }
        return order.customerId().equals(user.id());
    }
}
