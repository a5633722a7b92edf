package shop.lindenhof.jobs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jobs that wait in memory. */
public final class JobQueue {

    /** Something to do later; a small {@code rank} is urgent. */
    public record Job(String id, String kind, int rank, Instant createdAt, Map<String, String> payload) {
    }

    private final List<Job> waiting = new ArrayList<>();

    /** Puts a job in; one with the same id gives way to it. */
    public synchronized void put(Job job) {
        waiting.removeIf(other -> other.id().equals(job.id()));
        waiting.add(job);
    }

    public synchronized void put(Collection<Job> jobs) {
        for (Job job : jobs) {
            put(job);
        }
    }

    /** Takes out the job that has waited longest. */
    public synchronized Optional<Job> takeOldest() {
        Job found = null;
        for (Job job : waiting) {
            if (found == null || job.createdAt().isBefore(found.createdAt())) {
                found = job;
            }
        }
        waiting.remove(found);
        return Optional.ofNullable(found);
    }

    /** Takes out the job that came last. */
    public synchronized Optional<Job> takeNewest() {
        Job found = null;
        for (Job job : waiting) {
            if (found == null || job.createdAt().isAfter(found.createdAt())) {
                found = job;
            }
        }
        waiting.remove(found);
        return Optional.ofNullable(found);
    }

    /** Takes out the job with the smallest rank. */
    public synchronized Optional<Job> takeMostUrgent() {
        Job found = null;
        for (Job job : waiting) {
            if (found == null || job.rank() < found.rank()) {
                found = job;
            }
        }
        waiting.remove(found);
        return Optional.ofNullable(found);
    }

    /** Shows the job that has waited longest and leaves it where it is. */
    public synchronized Optional<Job> peekOldest() {
        Job found = null;
        for (Job job : waiting) {
            if (found == null || job.createdAt().isBefore(found.createdAt())) {
                found = job;
            }
        }
        return Optional.ofNullable(found);
    }

    /** Cuts a list into portions; the last one may be smaller. */
    public static <T> List<List<T>> portions(List<T> items, int size) {
        List<List<T>> portions = new ArrayList<>();
        List<T> current = new ArrayList<>();
        for (T item : items) {
            current.add(item);
            if (current.size() == size) {
                portions.add(current);
                current = new ArrayList<>();
            }
        }
        if (!current.isEmpty()) {
            portions.add(current);
        }
        return portions;
    }
}
