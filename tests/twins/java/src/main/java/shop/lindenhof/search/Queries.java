package shop.lindenhof.search;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Makes the best of what people type into the search field. */
public final class Queries {

    private static final int FARTHEST = 2;

    private Queries() {
    }

    /** Returns a query with single spaces between its words and none around them. */
    public static String tidy(String query) {
        String[] words = query.split("\\s+");
        return Arrays.stream(words)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** Loads the words that say nothing about an article. */
    public static List<String> loadStopWords(Path list) throws IOException {
        return Files.readAllLines(list, StandardCharsets.UTF_8).stream()
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .filter(word -> word.charAt(0) != '#')
                .toList();
    }

    /** Returns the known word that comes nearest to a mistyped one. */
    public static Optional<String> suggestion(String typed, Collection<String> known) {
        String nearest = null;
        int least = FARTHEST + 1;
        for (String word : known) {
            int steps = editDistance(typed, word);
            if (steps < least) {
                least = steps;
                nearest = word;
            }
        }
        return Optional.ofNullable(nearest);
    }

    static int editDistance(String typed, String word) {
        int[][] steps = new int[typed.length() + 1][word.length() + 1];
        for (int row = 0; row <= typed.length(); row++) {
            for (int column = 0; column <= word.length(); column++) {
                if (row == 0 || column == 0) {
                    steps[row][column] = row + column;
                } else if (typed.charAt(row - 1) == word.charAt(column - 1)) {
                    steps[row][column] = steps[row - 1][column - 1];
                } else {
                    int fewest = Math.min(steps[row - 1][column], steps[row][column - 1]);
                    steps[row][column] = 1 + Math.min(fewest, steps[row - 1][column - 1]);
                }
            }
        }
        return steps[typed.length()][word.length()];
    }

    /** Counts the places at which two words differ; what one has more than the other counts too. */
    static int differingPlaces(String typed, String word) {
        int common = Math.min(typed.length(), word.length());
        int places = Math.max(typed.length(), word.length()) - common;
        for (int at = 0; at < common; at++) {
            if (typed.charAt(at) != word.charAt(at)) {
                places++;
            }
        }
        return places;
    }

    /** Counts the letters with which two words begin alike. */
    static int commonStart(String typed, String word) {
        int common = Math.min(typed.length(), word.length());
        int places = 0;
        for (int at = 0; at < common; at++) {
            if (typed.charAt(at) != word.charAt(at)) {
                break;
            }
            places++;
        }
        return places;
    }
}
