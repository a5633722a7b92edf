package shop;

public class CouponExpired extends RuntimeException {
    public CouponExpired(String message) {
        super(message);
    }
}
