package shop.lindenhof.shipping;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;

/** What sending costs and how long it takes. */
public final class Quotes {

    private static final int GRAMS_PER_KILO = 1000;
    private static final int HEAVIEST = 31_500;
    private static final int LONGEST = 1200;
    private static final int LONGEST_WITH_GIRTH = 3000;
    private static final Set<String> EUROPEAN = Set.of("DE", "AT", "BE", "NL", "FR", "IT", "ES", "PL");
    private static final BigDecimal BULKY = new BigDecimal("22.00");
    private static final BigDecimal CUSTOMS_PAPERS = new BigDecimal("4.50");
    private static final BigDecimal PER_KILO = new BigDecimal("0.45");
    private static final BigDecimal EXPRESS_FACTOR = new BigDecimal("1.8");

    private Quotes() {
    }

    /** Returns the weight that a carrier reckons for the room which a parcel takes. */
    public static long volumetricGrams(Parcel parcel) {
        long length = (parcel.getLength() + 9) / 10;
        long width = (parcel.getWidth() + 9) / 10;
        long height = (parcel.getHeight() + 9) / 10;
        long cubic = length * width * height;
        return cubic * GRAMS_PER_KILO / 5000;
    }

    /** Returns the price of sending a parcel. The greater of its weights counts, in begun kilos. */
    public static BigDecimal price(Parcel parcel, String country, boolean express) {
        if (parcel.getWeight() > HEAVIEST) {
            throw new IllegalArgumentException("too heavy: " + parcel.getWeight() + " g");
        }
        long deep = (parcel.getLength() + 9) / 10;
        long wide = (parcel.getWidth() + 9) / 10;
        long high = (parcel.getHeight() + 9) / 10;
        long room = deep * wide * high;
        long reckoned = room * GRAMS_PER_KILO / 5000;
        long counted = Math.max(reckoned, parcel.getWeight());
        long kilos = (counted + GRAMS_PER_KILO - 1) / GRAMS_PER_KILO;

        BigDecimal base = switch (country.toUpperCase(Locale.ROOT)) {
            case "DE" -> new BigDecimal("3.90");
            case "AT", "BE", "NL" -> new BigDecimal("7.50");
            case "FR", "IT", "ES", "PL" -> new BigDecimal("9.90");
            default -> new BigDecimal("19.90");
        };
        BigDecimal price = base.add(PER_KILO.multiply(BigDecimal.valueOf(kilos)));
        int longest = Math.max(parcel.getLength(), Math.max(parcel.getWidth(), parcel.getHeight()));
        int girth = 2 * (parcel.getLength() + parcel.getWidth() + parcel.getHeight() - longest);
        if (longest > LONGEST || longest + girth > LONGEST_WITH_GIRTH) {
            price = price.add(BULKY);
        }
        if (express) {
            if (longest > LONGEST) {
                throw new IllegalArgumentException("too long for express: " + longest + " mm");
            }
            price = price.multiply(EXPRESS_FACTOR);
        }
        boolean crossesCustoms = !EUROPEAN.contains(country.toUpperCase(Locale.ROOT));
        if (crossesCustoms) {
            price = price.add(CUSTOMS_PAPERS);
        }
        return price.setScale(2, RoundingMode.HALF_UP);
    }

    /** Reckons the day on which a parcel is there: carriers move on Monday to Friday. */
    public static LocalDate arrival(int transitDays, LocalDate handover) {
        if (transitDays <= 0) {
            return handover;
        }
        int overFriday = Math.max(0, handover.getDayOfWeek().getValue() - DayOfWeek.FRIDAY.getValue());
        LocalDate base = handover.minusDays(overFriday).plusWeeks(transitDays / 5);
        int rest = transitDays % 5;
        if (base.getDayOfWeek().getValue() + rest > DayOfWeek.FRIDAY.getValue()) {
            rest += 2;
        }
        return base.plusDays(rest);
    }

    /** Brings a postcode into the form of its country: "sw1a1aa" is "SW1A 1AA" in GB, "1234ab" is "1234 AB" in NL. */
    public static String normalize(String postcode, String country) {
        String compact = postcode.replaceAll("[\\s-]+", "").toUpperCase(Locale.ROOT);
        return switch (country) {
            case "GB" -> compact.length() < 5 ? compact
                    : compact.substring(0, compact.length() - 3) + " " + compact.substring(compact.length() - 3);
            case "NL" -> compact.length() != 6 ? compact : compact.substring(0, 4) + " " + compact.substring(4);
            case "PL" -> compact.length() != 5 ? compact : compact.substring(0, 2) + "-" + compact.substring(2);
            default -> compact;
        };
    }
}
