package shop.lindenhof.mail;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The text of messages for those who read no HTML. */
public final class PlainTextBody {

    private static final int COLUMNS = 72;
    private static final long KIB = 1L << 10;
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    private static final long TIB = 1L << 40;

    private PlainTextBody() {
    }

    public static List<String> fold(String body, int columns) {
        List<String> rows = new ArrayList<>();
        StringBuilder row = new StringBuilder();
        for (String token : body.strip().split("\\s+")) {
            if (row.length() > 0 && row.length() + 1 + token.length() > columns) {
                rows.add(row.toString());
                row.setLength(0);
            }
            if (row.length() > 0) {
                row.append(' ');
            }
            row.append(token);
        }
        if (row.length() > 0) {
            rows.add(row.toString());
        }
        return rows;
    }

    /** Returns a quoted text, as answers carry it. */
    public static String quote(String body) {
        StringBuilder quoted = new StringBuilder();
        for (String row : fold(body, COLUMNS - 2)) {
            quoted.append("> ").append(row).append('\n');
        }
        return quoted.toString();
    }

    /** Names several things in a sentence. */
    public static String listing(List<String> names) {
        int last = names.size() - 1;
        if (last < 1) {
            return String.join("", names);
        }
        String head = String.join(", ", names.subList(0, last));
        return head + " and " + names.get(last);
    }

    /** Says how large an attachment is. */
    public static String sizeNote(long attached) {
        if (attached < KIB) {
            return attached + " B";
        }
        if (attached < MIB) {
            return String.format(Locale.ROOT, "%.1f KiB", (double) attached / KIB);
        }
        if (attached < GIB) {
            return String.format(Locale.ROOT, "%.1f MiB", (double) attached / MIB);
        }
        if (attached < TIB) {
            return String.format(Locale.ROOT, "%.1f GiB", (double) attached / GIB);
        }
        return String.format(Locale.ROOT, "%.1f TiB", (double) attached / TIB);
    }

    /** Returns what a link in a message carries after its question mark. */
    public static Map<String, String> readParameters(String link) {
        Map<String, String> values = new LinkedHashMap<>();
        String query = link.substring(link.indexOf('?') + 1);
        for (String pair : query.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            values.put(URLDecoder.decode(name, StandardCharsets.UTF_8), URLDecoder.decode(value, StandardCharsets.UTF_8));
        }
        return values;
    }
}
