package shop.lindenhof.catalog;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The categories of the shop. */
public final class CategoryTree {

    private final Map<String, List<String>> children;
    private final Map<String, String> parents = new HashMap<>();

    public CategoryTree(Map<String, List<String>> children) {
        this.children = children;
        children.forEach((parent, below) -> below.forEach(child -> parents.put(child, parent)));
    }

    /** Returns all categories below one, at any depth. */
    public Set<String> descendants(String id) {
        Set<String> found = new LinkedHashSet<>();
        for (String child : children.getOrDefault(id, List.of())) {
            found.add(child);
            found.addAll(descendants(child));
        }
        return found;
    }

    /** Returns the categories below one that have none below themselves. */
    public Set<String> leaves(String id) {
        Set<String> found = new LinkedHashSet<>();
        for (String child : children.getOrDefault(id, List.of())) {
            Set<String> below = leaves(child);
            if (below.isEmpty()) {
                found.add(child);
            }
            found.addAll(below);
        }
        return found;
    }

    /** Returns the categories above one, nearest first. */
    public Set<String> ancestors(String id) {
        Set<String> found = new LinkedHashSet<>();
        String above = parents.get(id);
        while (above != null && found.add(above)) {
            above = parents.get(above);
        }
        return found;
    }

    /** Returns the way to a category for the top of its page: "Home / Garden / Tools". */
    public String breadcrumb(String id, Map<String, String> titles) {
        List<String> way = new ArrayList<>();
        for (String above : ancestors(id)) {
            way.add(titles.getOrDefault(above, above));
        }
        Collections.reverse(way);
        way.add(titles.getOrDefault(id, id));
        return String.join(" / ", way);
    }

    /**
     * Says whether bundles contain themselves by way of others. Takes away what nothing else contains until nothing
     * can be taken away.
     */
    public static boolean isTangled(Map<String, List<String>> contents) {
        Map<String, Integer> containers = new HashMap<>();
        for (Map.Entry<String, List<String>> bundle : contents.entrySet()) {
            containers.putIfAbsent(bundle.getKey(), 0);
            for (String part : bundle.getValue()) {
                containers.merge(part, 1, Integer::sum);
            }
        }
        Deque<String> free = new ArrayDeque<>();
        containers.forEach((name, count) -> {
            if (count == 0) {
                free.add(name);
            }
        });
        int taken = 0;
        while (!free.isEmpty()) {
            String name = free.remove();
            taken++;
            for (String part : contents.getOrDefault(name, List.of())) {
                if (containers.merge(part, -1, Integer::sum) == 0) {
                    free.add(part);
                }
            }
        }
        return taken < containers.size();
    }
}
