package shop.price;

/** An amount. See {@link #neverAsked()}. */
public class Price {
    private final int amount;

    public Price(int amount) {
        this.amount = amount;
    }

    public int cents() {
        return amount * 100;
    }

    public int neverAsked() {
        return 0;
    }

    @SuppressWarnings("rawtypes")
    @Deprecated
    public int oldCents() {
        return amount;
    }
}
