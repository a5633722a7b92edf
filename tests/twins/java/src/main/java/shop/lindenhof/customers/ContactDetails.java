package shop.lindenhof.customers;

/** What of a customer may be shown, and telephone numbers. */
public final class ContactDetails {

    private static final String HOME_PREFIX = "+49";

    private ContactDetails() {
    }

    /** Hides most of an e-mail address: "an***@example.org". */
    public static String maskAddress(String address) {
        int at = address.indexOf('@');
        if (at < 1) {
            return "***";
        }
        // Two letters are enough for its owner to know it again.
        String shown = address.substring(0, Math.min(2, at));
        return shown + "***" + address.substring(at);
    }

    /** Hides the digits of a telephone number but for the last three; all else stays. */
    public static String maskPhone(String number) {
        StringBuilder masked = new StringBuilder(number);
        int shown = 0;
        for (int i = masked.length() - 1; i >= 0; i--) {
            if (Character.isDigit(masked.charAt(i)) && ++shown > 3) {
                masked.setCharAt(i, '*');
            }
        }
        return masked.toString();
    }

    /** Hides letters and digits of an account number but for the first four; all else stays. */
    public static String maskAccount(String number) {
        StringBuilder masked = new StringBuilder(number);
        int shown = 0;
        for (int i = 0; i < masked.length(); i++) {
            if (Character.isLetterOrDigit(masked.charAt(i)) && ++shown > 4) {
                masked.setCharAt(i, '*');
            }
        }
        return masked.toString();
    }

    /** Hides all of a card number but its last four digits; blanks fall away. */
    public static String maskCard(String number) {
        StringBuilder masked = new StringBuilder();
        int shown = 0;
        for (int i = number.length() - 1; i >= 0; i--) {
            if (Character.isDigit(number.charAt(i))) {
                masked.append(++shown > 4 ? '*' : number.charAt(i));
            }
        }
        return masked.reverse().toString();
    }

    /** Brings a telephone number into the international form: "(0711) 12 34" is "+497111234". */
    public static String normalize(String phone) {
        String digits = phone.replaceAll("[^0-9+]", "");
        if (digits.startsWith("00")) {
            return "+" + digits.substring(2);
        }
        if (digits.startsWith("0")) {
            return HOME_PREFIX + digits.substring(1);
        }
        return digits;
    }
}
