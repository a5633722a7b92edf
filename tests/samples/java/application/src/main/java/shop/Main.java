package shop;

import java.util.List;
import shop.price.Price;

/** Starts the shop. */
public class Main {
    private static final int RETRIES = 3;
    private static final int FORGOTTEN_LIMIT = 4;
    public static final String OLD_BANNER = "welcome";
    static int lostCounter = 0;

    public static void main(String[] arguments) {
        Cart cart = new Cart();
        for (int attempt = 0; attempt < RETRIES; attempt++) {
            cart.add(new Price(attempt));
        }
        System.out.println(cart.total() + helper());
        Discount discount = Discount.NONE;
        System.out.println(discount.apply(1));
    }

    private static int helper() {
        return 1;
    }

    private static int orphanHelper() {
        return deeperOrphan();
    }

    private static int deeperOrphan() {
        return 2;
    }

    public static void publicButUnused(List<String> names) {
        names.clear();
    }

    void packageUnused() {
    }

    protected int protectedUnused() {
        return recursiveUnused(1);
    }

    private int recursiveUnused(int depth) {
        return depth == 0 ? 0 : recursiveUnused(depth - 1);
    }

    static class UnusedNested {
        int inside() {
            return 1;
        }
    }

    private interface UnusedContract {
        void first();

        void second();
    }
}
