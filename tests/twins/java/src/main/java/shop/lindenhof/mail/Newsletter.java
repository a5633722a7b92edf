package shop.lindenhof.mail;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Mail to many. */
public final class Newsletter {

    private static final int WAVE = 500;

    private final String unsubscribePage;

    public Newsletter(String unsubscribePage) {
        this.unsubscribePage = unsubscribePage;
    }

    /** Plans who is written to together; nobody is written to twice. */
    public List<List<String>> plan(List<String> subscribers) {
        List<String> everybody = new ArrayList<>(onceEach(subscribers));
        everybody.sort(null);
        return waves(WAVE, everybody);
    }

    private static Collection<String> onceEach(List<String> subscribers) {
        Map<String, String> firstSpelling = subscribers.stream()
                .collect(Collectors.toMap(
                        subscriber -> subscriber.toLowerCase(Locale.ROOT),
                        Function.identity(),
                        (first, later) -> first,
                        LinkedHashMap::new));
        return List.copyOf(firstSpelling.values());
    }

    private static <E> List<List<E>> waves(int most, List<E> everybody) {
        return IntStream.iterate(0, from -> from < everybody.size(), from -> from + most)
                .mapToObj(from -> everybody.subList(from, Math.min(from + most, everybody.size())))
                .map(List::copyOf)
                .toList();
    }

    /** Returns the address of the page where somebody signs off. */
    public String unsubscribeLink(String subscriber, String token) {
        StringBuilder link = new StringBuilder(unsubscribePage);
        link.append(unsubscribePage.contains("?") ? '&' : '?');
        link.append("who=").append(escapeForLink(subscriber));
        link.append("&token=").append(escapeForLink(token));
        return link.toString();
    }

    private static String escapeForLink(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** Returns what the log says about somebody who was written to. */
    public static String logLine(String subscriber, boolean delivered) {
        String shown = maskAddress(subscriber);
        String outcome = delivered ? "delivered" : "bounced";
        return String.format("%-40s %s", shown, outcome);
    }

    public static String maskAddress(String address) {
        int at = address.indexOf('@');
        if (at < 1) {
            return "***";
        }
        String shown = address.substring(0, Math.min(2, at));
        return shown + "***" + address.substring(at);
    }
}
