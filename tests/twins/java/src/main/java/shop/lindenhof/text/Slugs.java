package shop.lindenhof.text;

import java.text.Normalizer;
import java.util.Locale;

/** Turns titles into the short names that stand in addresses. */
public final class Slugs {

    private Slugs() {
    }

    /** Returns {@code text} without its accents: "Crème" becomes "Creme". */
    public static String stripAccents(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFD);
        StringBuilder plain = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); i++) {
            char c = decomposed.charAt(i);
            if (Character.getType(c) != Character.NON_SPACING_MARK) {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    /**
     * Returns the slug of a title: lower case, only a-z and 0-9, words held together by single hyphens.
     */
    public static String slugify(String title) {
        String lower = stripAccents(title).toLowerCase(Locale.ROOT);
        StringBuilder slug = new StringBuilder(lower.length());
        boolean pendingHyphen = false;
        for (char c : lower.toCharArray()) {
            boolean kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (!kept) {
                pendingHyphen = slug.length() > 0;
                continue;
            }
            if (pendingHyphen) {
                slug.append('-');
                pendingHyphen = false;
            }
            slug.append(c);
        }
        return slug.toString();
    }
}
