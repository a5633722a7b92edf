package shop.lindenhof.report;

import java.text.SimpleDateFormat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Comparator;
import java.util.Deque;
import java.util.GregorianCalendar;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;

/** Figures for the monthly meeting. */
public final class SalesRanking {

    private SalesRanking() {
    }

    /** Names the articles at the head of the list. Keeps no more of them at once than are asked for. */
    public static List<String> leaders(int howMany, Map<String, Integer> pieces) {
        Comparator<String> weakestFirst = Comparator.comparing((String sku) -> pieces.get(sku))
                .thenComparing(Comparator.reverseOrder());
        PriorityQueue<String> head = new PriorityQueue<>(weakestFirst);
        for (String sku : pieces.keySet()) {
            head.add(sku);
            if (head.size() > howMany) {
                head.remove();
            }
        }
        LinkedList<String> ranking = new LinkedList<>();
        while (!head.isEmpty()) {
            ranking.addFirst(head.remove());
        }
        return ranking;
    }

    /** Returns the articles that sold more than in the month before, by number. */
    public static List<String> risers(Map<String, Integer> before, Map<String, Integer> now) {
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, Integer> entry : now.entrySet()) {
            if (entry.getValue() > before.getOrDefault(entry.getKey(), 0)) {
                found.add(entry.getKey());
            }
        }
        found.sort(null);
        return found;
    }

    /** Returns the articles that still sell, but less than in the month before, by number. */
    public static List<String> fallers(Map<String, Integer> before, Map<String, Integer> now) {
        List<String> found = new ArrayList<>();
        for (Map.Entry<String, Integer> entry : now.entrySet()) {
            if (entry.getValue() < before.getOrDefault(entry.getKey(), 0)) {
                found.add(entry.getKey());
            }
        }
        found.sort(null);
        return found;
    }

    /** Returns the day by which the books of a month are closed, its last one. */
    public static String closingDate(int year, int month) {
        Calendar calendar = new GregorianCalendar(year, month - 1, 1);
        calendar.set(Calendar.DAY_OF_MONTH, calendar.getActualMaximum(Calendar.DAY_OF_MONTH));
        SimpleDateFormat format = new SimpleDateFormat("yyyy-MM-dd", Locale.ROOT);
        return format.format(calendar.getTime());
    }

    /** Returns the middle one of some figures, or what lies between the two in the middle. */
    public static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        if (sorted.length % 2 == 1) {
            return sorted[middle];
        }
        return (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Returns the mean of each figure and those before it, {@code width} at most. */
    public static double[] movingAverage(double[] figures, int width) {
        double[] averages = new double[figures.length];
        Deque<Double> window = new ArrayDeque<>();
        double sum = 0;
        for (int i = 0; i < figures.length; i++) {
            window.addLast(figures[i]);
            sum += figures[i];
            if (window.size() > width) {
                sum -= window.removeFirst();
            }
            averages[i] = sum / window.size();
        }
        return averages;
    }
}
