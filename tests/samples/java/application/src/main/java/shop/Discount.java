package shop;

enum Discount {
    NONE {
        @Override
        int apply(int amount) {
            return amount;
        }
    },
    HALF {
        @Override
        int apply(int amount) {
            return amount / 2;
        }
    };

    abstract int apply(int amount);
}
