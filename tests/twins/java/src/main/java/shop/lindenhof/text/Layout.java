package shop.lindenhof.text;

import java.util.ArrayList;
import java.util.List;

/** Blanks and lines: taking them away and putting them in, and lists in sentences. */
public final class Layout {

    private static final char ELLIPSIS = '…';
    private static final String BLANKS = " \t\n\u000B\f\r";

    private Layout() {
    }

    /** Breaks {@code text} between words into lines of at most {@code width}; a longer word has its own line. */
    public static List<String> wrapLines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (line.length() > 0 && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (line.length() > 0) {
                line.append(' ');
            }
            line.append(word);
        }
        if (line.length() > 0) {
            lines.add(line.toString());
        }
        return lines;
    }

    /** Breaks {@code text} after every {@code width} characters, in the middle of words too. */
    public static List<String> cutLines(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (char c : text.strip().toCharArray()) {
            if (line.length() == width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(c);
        }
        if (line.length() > 0) {
            lines.add(line.toString());
        }
        return lines;
    }

    /** Returns {@code text} if it fits, else its first words and an ellipsis. */
    public static String shorten(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int cut = text.lastIndexOf(' ', limit - 1);
        if (cut <= 0) {
            cut = limit - 1;
        }
        return text.substring(0, cut).stripTrailing() + ELLIPSIS;
    }

    /** Returns {@code text} if it fits, else its start and its end around an ellipsis; made for file names. */
    public static String shortenMiddle(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int head = limit / 2;
        int tail = limit - 1 - head;
        return text.substring(0, head).stripTrailing() + ELLIPSIS + text.substring(text.length() - tail);
    }

    /** Joins items as a sentence does: "a", "a and b", "a, b and c". */
    public static String joinNaturally(List<String> items) {
        StringBuilder sentence = new StringBuilder();
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                sentence.append(i == items.size() - 1 ? " and " : ", ");
            }
            sentence.append(items.get(i));
        }
        return sentence.toString();
    }

    public static String indent(String text, int columns) {
        return indent(text, " ".repeat(columns));
    }

    /** Puts a prefix in front of each line that is not blank. */
    public static String indent(String text, String prefix) {
        StringBuilder out = new StringBuilder();
        text.lines().forEach(line -> {
            if (!line.isBlank()) {
                out.append(prefix).append(line);
            }
            out.append('\n');
        });
        return out.toString();
    }

    /** Replaces each run of blanks by one space and drops those at both ends. */
    public static String collapse(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean gap = false;
        for (char c : text.toCharArray()) {
            if (BLANKS.indexOf(c) >= 0) {
                gap = out.length() > 0;
            } else {
                if (gap) {
                    out.append(' ');
                    gap = false;
                }
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Like a collapse within each line: line ends stay, and so do empty lines. */
    public static String collapseWithinLines(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean gap = false;
        for (char c : text.toCharArray()) {
            if (c == '\n') {
                out.append(c);
                gap = false;
            } else if (BLANKS.indexOf(c) >= 0) {
                gap = out.length() > 0 && out.charAt(out.length() - 1) != '\n';
            } else {
                if (gap) {
                    out.append(' ');
                    gap = false;
                }
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Drops every blank, also those between words. */
    public static String removeAll(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            if (BLANKS.indexOf(c) < 0) {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Fills up with {@code filler} before the text, for numbers in columns. */
    public static String padStart(String text, int width, char filler) {
        StringBuilder out = new StringBuilder(Math.max(width, text.length()));
        for (int i = text.length(); i < width; i++) {
            out.append(filler);
        }
        out.append(text);
        return out.toString();
    }

    /** Fills up with {@code filler} after the text, for words in columns. */
    public static String padEnd(String text, int width, char filler) {
        StringBuilder out = new StringBuilder(Math.max(width, text.length()));
        out.append(text);
        for (int i = text.length(); i < width; i++) {
            out.append(filler);
        }
        return out.toString();
    }

    /** Fills up on both sides; an odd filler goes to the right. */
    public static String center(String text, int width, char filler) {
        StringBuilder out = new StringBuilder(Math.max(width, text.length()));
        int missing = Math.max(0, width - text.length());
        for (int i = 0; i < missing / 2; i++) {
            out.append(filler);
        }
        out.append(text);
        for (int i = missing / 2; i < missing; i++) {
            out.append(filler);
        }
        return out.toString();
    }
}
