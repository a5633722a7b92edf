package shop.lindenhof.warehouse;

import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Labels on boxes, and the numbers of delivery notes. */
public final class Labels {

    private static final int LINE_HEIGHT = 34;

    private final AtomicInteger lastNote;

    public Labels(int lastNote) {
        this.lastNote = new AtomicInteger(lastNote);
    }

    /** Returns the number of the next delivery note, "LS-2024-000123". */
    public String nextNote(LocalDate day, String site) {
        int number = lastNote.incrementAndGet();
        int year = Year.from(day).getValue();
        String padded = String.format("%06d", number);
        return site + "-" + year + "-" + padded;
    }

    /** Returns the cipher at the end of a box number. */
    public static int controlCipher(String box) {
        int total = 0;
        int factor = 3;
        for (int at = box.length() - 1; at >= 0; at--) {
            total += Character.digit(box.charAt(at), 10) * factor;
            factor = 4 - factor;
        }
        return (10 - total % 10) % 10;
    }

    /** Reads what a scanner sends, "(01)0401234;(10)L7": values by their identifier. */
    public static Map<String, String> parse(String scanned) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : scanned.split(";")) {
            int close = part.indexOf(')');
            if (!part.startsWith("(") || close < 0) {
                throw new IllegalArgumentException("no identifier: " + part);
            }
            values.put(part.substring(1, close), part.substring(close + 1).strip());
        }
        return values;
    }

    /** Writes a label in the language of the printer. */
    public String print(String box, List<String> lines) {
        List<String> commands = new ArrayList<>();
        commands.add("^XA");
        int top = 20;
        for (String line : lines) {
            commands.add("^FO20," + top + "^A0N,28^FD" + line.replace("^", " ") + "^FS");
            top += LINE_HEIGHT;
        }
        commands.add("^FO20," + (top + 10) + "^BCN,80^FD" + box + controlCipher(box) + "^FS");
        commands.add("^XZ");
        return String.join("\n", commands);
    }
}
