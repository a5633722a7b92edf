package shop.lindenhof.jobs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Jobs that need other jobs to be done before them. */
public final class JobGraph {

    private JobGraph() {
    }

    /** Says whether some job waits for itself, by way of others or not. */
    public static boolean hasCycle(Map<String, List<String>> needs) {
        Set<String> harmless = new HashSet<>();
        for (String job : needs.keySet()) {
            if (leadsBack(job, needs, new HashSet<>(), harmless)) {
                return true;
            }
        }
        return false;
    }

    private static boolean leadsBack(
            String job, Map<String, List<String>> needs, Set<String> path, Set<String> harmless) {
        if (harmless.contains(job)) {
            return false;
        }
        if (!path.add(job)) {
            return true;
        }
        for (String needed : needs.getOrDefault(job, List.of())) {
            if (leadsBack(needed, needs, path, harmless)) {
                return true;
            }
        }
        path.remove(job);
        harmless.add(job);
        return false;
    }

    /**
     * Returns all jobs so that each stands after those that it needs.
     *
     * @throws IllegalArgumentException if jobs wait for each other
     */
    public static List<String> executionOrder(Map<String, List<String>> needs) {
        Map<String, Integer> missing = new HashMap<>();
        Map<String, List<String>> waiting = new HashMap<>();
        needs.forEach((job, needed) -> {
            missing.merge(job, needed.size(), Integer::sum);
            for (String other : needed) {
                missing.putIfAbsent(other, 0);
                waiting.computeIfAbsent(other, key -> new ArrayList<>()).add(job);
            }
        });
        Deque<String> ready = new ArrayDeque<>();
        missing.keySet().stream().sorted().filter(job -> missing.get(job) == 0).forEach(ready::add);
        List<String> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            String done = ready.remove();
            order.add(done);
            for (String job : waiting.getOrDefault(done, List.of())) {
                if (missing.merge(job, -1, Integer::sum) == 0) {
                    ready.add(job);
                }
            }
        }
        if (order.size() < missing.size()) {
            throw new IllegalArgumentException("jobs wait for each other");
        }
        return order;
    }
}
