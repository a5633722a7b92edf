package shop;

final class Rounding {
    private Rounding() {
    }

    static int roundUp(int amount) {
        return amount + 1;
    }

    static int exact(int amount) {
        return amount;
    }

    static int roundDown(int amount) {
        return amount - 1;
    }
}
