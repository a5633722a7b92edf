package shop.lindenhof.catalog;

import java.util.Locale;

/** Numbers on articles and cards, and the digits that guard them. */
public final class Barcodes {

    private static final int EAN_LENGTH = 13;

    private Barcodes() {
    }

    /** Returns the digit that completes an EAN. */
    public static int checkDigit(String digits) {
        int sum = 0;
        int weight = 3;
        for (int i = digits.length() - 1; i >= 0; i--) {
            sum += Character.digit(digits.charAt(i), 10) * weight;
            weight = 4 - weight;
        }
        return (10 - sum % 10) % 10;
    }

    /** Returns the digit that completes the number of a gift card, by Luhn. */
    public static int luhnDigit(String digits) {
        int sum = 0;
        int weight = 2;
        for (int i = digits.length() - 1; i >= 0; i--) {
            int product = Character.digit(digits.charAt(i), 10) * weight;
            sum += product > 9 ? product - 9 : product;
            weight = 3 - weight;
        }
        return (10 - sum % 10) % 10;
    }

    public static boolean isEan(String code) {
        if (code.length() != EAN_LENGTH || !code.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        int last = Character.digit(code.charAt(EAN_LENGTH - 1), 10);
        return checkDigit(code.substring(0, EAN_LENGTH - 1)) == last;
    }

    /** Brings an article number into the form of the catalogue: "ab 12-7" is "AB-12-7". */
    public static String normalize(String sku) {
        String trimmed = sku.strip().toUpperCase(Locale.ROOT);
        String hyphened = trimmed.replaceAll("[\\s_./-]+", "-");
        if (hyphened.isEmpty()) {
            throw new IllegalArgumentException("empty article number");
        }
        return hyphened;
    }
}
