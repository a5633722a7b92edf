package shop.lindenhof.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/** Rounding to a step (0.01 for cents, 0.05 for cash in some countries), and value added tax in percent. */
public final class Amounts {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Amounts() {
    }

    /** Rounds to the nearest step; a half goes away from zero. */
    public static BigDecimal commercially(BigDecimal amount, BigDecimal step) {
        requirePositive(step);
        BigDecimal steps = amount.divide(step, 0, RoundingMode.HALF_UP);
        return steps.multiply(step);
    }

    /** Rounds to the nearest step; a half goes to the even one, so that sums do not drift. */
    public static BigDecimal likeBanks(BigDecimal amount, BigDecimal step) {
        requirePositive(step);
        BigDecimal steps = amount.divide(step, 0, RoundingMode.HALF_EVEN);
        return steps.multiply(step);
    }

    /** Cuts off what is less than a step. */
    public static BigDecimal towardsZero(BigDecimal amount, BigDecimal step) {
        requirePositive(step);
        BigDecimal steps = amount.divide(step, 0, RoundingMode.DOWN);
        return steps.multiply(step);
    }

    /** Makes a full step of each begun one; negative amounts rise to the step above them. */
    public static BigDecimal toNextStep(BigDecimal amount, BigDecimal step) {
        requirePositive(step);
        BigDecimal steps = amount.divide(step, 0, RoundingMode.CEILING);
        return steps.multiply(step);
    }

    /** Returns what lies over the last full step. */
    public static BigDecimal rest(BigDecimal amount, BigDecimal step) {
        requirePositive(step);
        BigDecimal steps = amount.divide(step, 0, RoundingMode.FLOOR);
        return amount.subtract(steps.multiply(step));
    }

    private static void requirePositive(BigDecimal step) {
        if (step.signum() <= 0) {
            throw new IllegalArgumentException("step must be positive: " + step);
        }
    }

    /** Returns the standard rate of a country; 0 for those we deliver to without tax. */
    public static int standardRate(String country) {
        return switch (country.toUpperCase(Locale.ROOT)) {
            case "DE", "CY" -> 19;
            case "AT", "FR" -> 20;
            case "NL", "BE", "ES" -> 21;
            case "IT" -> 22;
            case "PL", "PT" -> 23;
            default -> 0;
        };
    }

    /** Returns the reduced rate of a country, which books and food have. */
    public static int reducedRate(String country) {
        return switch (country.toUpperCase(Locale.ROOT)) {
            case "DE" -> 7;
            case "CY", "NL" -> 9;
            case "AT", "IT", "ES", "FR" -> 10;
            case "PL" -> 5;
            case "BE", "PT" -> 6;
            default -> 0;
        };
    }

    /** Adds the tax to a net amount. */
    public static BigDecimal grossOf(BigDecimal net, int percent) {
        BigDecimal factor = HUNDRED.add(BigDecimal.valueOf(percent));
        BigDecimal scaled = net.multiply(factor);
        return scaled.divide(HUNDRED, 2, RoundingMode.HALF_UP);
    }

    /** Takes the tax out of a gross amount. */
    public static BigDecimal netOf(BigDecimal gross, int percent) {
        BigDecimal factor = HUNDRED.add(BigDecimal.valueOf(percent));
        BigDecimal scaled = gross.multiply(HUNDRED);
        return scaled.divide(factor, 2, RoundingMode.HALF_UP);
    }
}
