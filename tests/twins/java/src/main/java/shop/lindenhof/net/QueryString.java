package shop.lindenhof.net;

import java.io.ByteArrayOutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The part of an address after its question mark. */
public final class QueryString {

    private static final String UNRESERVED = "-._~";

    private QueryString() {
    }

    /** Reads names and values; a later value of the same name wins. */
    public static Map<String, String> parse(String query) {
        Map<String, String> values = new LinkedHashMap<>();
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

    /** Writes names and values as a query. */
    public static String format(Map<String, String> values) {
        StringBuilder query = new StringBuilder();
        for (Map.Entry<String, String> pair : values.entrySet()) {
            if (query.length() > 0) {
                query.append('&');
            }
            query.append(percentEncode(pair.getKey())).append('=').append(percentEncode(pair.getValue()));
        }
        return query.toString();
    }

    /** Encodes all but the unreserved characters of RFC 3986. */
    public static String percentEncode(String text) {
        StringBuilder out = new StringBuilder(text.length() * 2);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
            if (plain) {
                out.append(c);
            } else {
                out.append(String.format("%%%02X", (int) c));
            }
        }
        return out.toString();
    }

    /** Encodes a path: like a single value, but its slashes stay. */
    public static String percentEncodePath(String path) {
        StringBuilder out = new StringBuilder(path.length() * 2);
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c == '/' || c < 128 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
            if (plain) {
                out.append(c);
            } else {
                out.append(String.format("%%%02X", (int) c));
            }
        }
        return out.toString();
    }

    /** Encodes the value of a form field, where a space becomes a plus sign. */
    public static String formEncode(String text) {
        StringBuilder out = new StringBuilder(text.length() * 2);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || "-._*".indexOf(c) >= 0);
            if (plain) {
                out.append(c);
            } else if (c == ' ') {
                out.append('+');
            } else {
                out.append(String.format("%%%02X", (int) c));
            }
        }
        return out.toString();
    }

    /** Decodes what is percent-encoded; a plus sign stays one. */
    public static String percentDecode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                String digits = new String(bytes, i + 1, 2, StandardCharsets.US_ASCII);
                out.write(Integer.parseInt(digits, 16));
                i += 2;
            } else {
                out.write(bytes[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
