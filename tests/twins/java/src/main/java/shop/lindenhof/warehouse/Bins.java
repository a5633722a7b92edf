package shop.lindenhof.warehouse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Shelves and what they hold. */
public final class Bins {

    /** A place in the hall. */
    public record Bin(String id, int aisle, int slot, boolean blocked) {
    }

    private Bins() {
    }

    /** Collects the bins that stand in a bin, and those in them, and so on. */
    public static Set<String> everythingBelow(Map<String, List<String>> holds, String top) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        open.push(top);
        while (!open.isEmpty()) {
            String bin = open.pop();
            for (String inner : holds.getOrDefault(bin, List.of())) {
                if (seen.add(inner)) {
                    open.push(inner);
                }
            }
        }
        return seen;
    }

    /** Returns the bin with the shortest way from a place, blocked ones left out. */
    public static Optional<Bin> nearest(List<Bin> bins, int aisle, int slot) {
        Bin found = null;
        int shortest = Integer.MAX_VALUE;
        for (Bin bin : bins) {
            int way = Math.abs(bin.aisle() - aisle) * 10 + Math.abs(bin.slot() - slot);
            if (!bin.blocked() && way < shortest) {
                shortest = way;
                found = bin;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Returns the bin with the longest way from a place, blocked ones left out: for what sells slowly. */
    public static Optional<Bin> farthest(List<Bin> bins, int aisle, int slot) {
        Bin found = null;
        int longest = -1;
        for (Bin bin : bins) {
            int way = Math.abs(bin.aisle() - aisle) * 10 + Math.abs(bin.slot() - slot);
            if (!bin.blocked() && way > longest) {
                longest = way;
                found = bin;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Returns the bins in the order of a walk: up one aisle and down the next. */
    public static List<Bin> pickRoute(List<Bin> bins) {
        List<Bin> route = new ArrayList<>();
        List<Bin> aisle = new ArrayList<>();
        List<Bin> sorted = new ArrayList<>(bins);
        sorted.removeIf(Bin::blocked);
        sorted.sort(Comparator.comparingInt(Bin::aisle).thenComparingInt(Bin::slot));
        boolean upwards = true;
        for (int i = 0; i < sorted.size(); i++) {
            aisle.add(sorted.get(i));
            boolean lastOfAisle = i + 1 == sorted.size() || sorted.get(i + 1).aisle() != sorted.get(i).aisle();
            if (!lastOfAisle) {
                continue;
            }
            if (!upwards) {
                aisle.sort(Comparator.comparingInt(Bin::slot).reversed());
            }
            route.addAll(aisle);
            aisle.clear();
            upwards = !upwards;
        }
        return route;
    }
}
