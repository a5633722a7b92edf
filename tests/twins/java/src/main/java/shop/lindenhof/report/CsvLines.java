package shop.lindenhof.report;

import java.util.ArrayList;
import java.util.List;

/** Lines of values with separators between them, as spreadsheets read and write them. */
public final class CsvLines {

    private static final char SEPARATOR = ',';

    private CsvLines() {
    }

    /** Reads a line; quoted values may have separators in them, and doubled quotes. */
    public static List<String> parse(String line) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean doubled = quoted && line.startsWith("\"\"", i);
            if (doubled) {
                value.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == SEPARATOR && !quoted) {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(c);
            }
        }
        values.add(value.toString());
        return values;
    }

    /** Puts quotes around a value that needs them, and doubles those inside. */
    public static String quoteField(String value) {
        boolean special = value.indexOf(SEPARATOR) >= 0 || value.indexOf('"') >= 0 || value.indexOf('\n') >= 0;
        if (!special) {
            return value;
        }
        StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
        for (char c : value.toCharArray()) {
            if (c == '"') {
                quoted.append('"');
            }
            quoted.append(c);
        }
        return quoted.append('"').toString();
    }

    /** Takes the quotes off a value again, and halves those inside. */
    public static String unquoteField(String value) {
        boolean quoted = value.length() >= 2 && value.charAt(0) == '"' && value.charAt(value.length() - 1) == '"';
        if (!quoted) {
            return value;
        }
        StringBuilder plain = new StringBuilder(value.length());
        for (int i = 1; i < value.length() - 1; i++) {
            if (value.charAt(i) == '"') {
                i++;
            }
            plain.append(value.charAt(i));
        }
        return plain.toString();
    }
}
