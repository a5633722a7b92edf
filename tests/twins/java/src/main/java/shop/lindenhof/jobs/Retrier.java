package shop.lindenhof.jobs;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;

/** Tries things again that fail now and then. */
public final class Retrier {

    private static final long BASE_MILLIS = 200;
    private static final long MAX_MILLIS = 30_000;

    private Retrier() {
    }

    /** Runs a task until it succeeds, at most {@code attempts} times; throws what the last attempt threw. */
    public static <T> T run(Callable<T> task, int attempts) throws Exception {
        Exception last = new IllegalArgumentException("no attempt allowed");
        for (int attempt = 1; attempt <= attempts; attempt++) {
            try {
                return task.call();
            } catch (Exception failure) {
                last = failure;
                if (attempt < attempts) {
                    Thread.sleep(backoffMillis(attempt));
                }
            }
        }
        throw last;
    }

    /** Runs a task until it succeeds or the deadline has passed, however many attempts that makes. */
    public static <T> T runUntil(Callable<T> task, Instant deadline, Clock clock) throws Exception {
        int attempt = 0;
        while (true) {
            try {
                return task.call();
            } catch (Exception failure) {
                attempt++;
                long pause = backoffMillis(attempt);
                if (clock.instant().plusMillis(pause).isAfter(deadline)) {
                    throw failure;
                }
                Thread.sleep(pause);
            }
        }
    }

    /** Runs each task once, in turn, until one succeeds; throws what the last one threw. */
    public static <T> T firstSuccess(List<Callable<T>> tasks) throws Exception {
        Exception last = new IllegalArgumentException("no task given");
        for (Callable<T> task : tasks) {
            try {
                return task.call();
            } catch (Exception failure) {
                last = failure;
            }
        }
        throw last;
    }

    private static long backoffMillis(int attempt) {
        long doubled = BASE_MILLIS << Math.min(attempt - 1, 10);
        long capped = Math.min(doubled, MAX_MILLIS);
        // Half of the pause is left to chance, so that those who failed together do not come back together.
        return capped / 2 + ThreadLocalRandom.current().nextLong(capped / 2 + 1);
    }
}
