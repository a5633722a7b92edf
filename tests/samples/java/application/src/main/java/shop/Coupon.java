package shop;

public record Coupon(String code, int percent) {
    boolean free() {
        return percent == 100;
    }
}
