package shop.lindenhof.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds articles by the words of their descriptions. */
public final class SearchIndex {

    private static final int SHORTEST = 2;

    private final Map<String, Set<String>> articlesByWord = new HashMap<>();
    private final Set<String> stopWords;

    public SearchIndex(Set<String> stopWords) {
        this.stopWords = Set.copyOf(stopWords);
    }

    /** Takes an article in, or more text of one. */
    public void add(String sku, String text) {
        for (String word : words(text)) {
            articlesByWord.computeIfAbsent(word, key -> new LinkedHashSet<>()).add(sku);
        }
    }

    /** Takes an article in by those of its fields that hold text for people. */
    public void add(String sku, Map<String, String> fields) {
        for (Map.Entry<String, String> field : fields.entrySet()) {
            if (!field.getKey().startsWith("_")) {
                add(sku, field.getValue());
            }
        }
    }

    /** Returns the articles that have all words of a query. */
    public Set<String> findAll(String query) {
        Set<String> found = null;
        for (String word : words(query)) {
            Set<String> articles = articlesByWord.getOrDefault(word, Set.of());
            if (found == null) {
                found = new LinkedHashSet<>(articles);
            } else {
                found.retainAll(articles);
            }
        }
        return found == null ? Set.of() : found;
    }

    /** Returns the articles that have any word of a query. */
    public Set<String> findAny(String query) {
        Set<String> found = null;
        for (String word : words(query)) {
            Set<String> articles = articlesByWord.getOrDefault(word, Set.of());
            if (found == null) {
                found = new LinkedHashSet<>(articles);
            } else {
                found.addAll(articles);
            }
        }
        return found == null ? Set.of() : found;
    }

    /** Cuts text into its words: without accents, in lower case, neither too short nor too common. */
    List<String> words(String text) {
        String split = Normalizer.normalize(text, Normalizer.Form.NFD);
        StringBuilder bare = new StringBuilder(split.length());
        for (int at = 0; at < split.length(); at++) {
            char letter = split.charAt(at);
            if (Character.getType(letter) != Character.NON_SPACING_MARK) {
                bare.append(letter);
            }
        }
        List<String> words = new ArrayList<>();
        for (String word : bare.toString().toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (word.length() < SHORTEST || stopWords.contains(word)) {
                continue;
            }
            words.add(word);
        }
        return words;
    }
}
