package shop.lindenhof.net;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Calls of other services, which are not always there. */
public final class HttpRetries {

    private static final Logger LOG = Logger.getLogger(HttpRetries.class.getName());
    private static final long BASE_MILLIS = 200;
    private static final long MAX_MILLIS = 30_000;

    private HttpRetries() {
    }

    /** Calls a service, again if need be, and logs each call that failed. */
    public static <R> R callWithRetry(String service, Callable<R> call, int tries) throws Exception {
        Exception last = new IllegalArgumentException("no try allowed");
        for (int tried = 1; tried <= tries; tried++) {
            try {
                return call.call();
            } catch (Exception failure) {
                last = failure;
                LOG.log(Level.WARNING, "call " + tried + " of " + service + " failed", failure);
                if (tried < tries) {
                    Thread.sleep(backoffMillis(tried));
                }
            }
        }
        throw last;
    }

    private static long backoffMillis(int attempt) {
        long doubled = BASE_MILLIS << Math.min(attempt - 1, 10);
        long capped = Math.min(doubled, MAX_MILLIS);
        return capped / 2 + ThreadLocalRandom.current().nextLong(capped / 2 + 1);
    }

    /** Says whether a call may be made again after an answer with this status. */
    public static boolean mayRetry(String method, int status) {
        return switch (status) {
            case 429, 503 -> true;
            case 500, 502, 504 -> method.equals("GET") || method.equals("PUT") || method.equals("DELETE");
            default -> false;
        };
    }

    /** Returns a key by which a service knows a request that it has answered before. */
    public static String idempotencyKey(String method, byte[] body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(method.getBytes(StandardCharsets.US_ASCII));
            return base16(digest.digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String base16(byte[] raw) {
        return IntStream.range(0, raw.length)
                .map(index -> raw[index] & 0xff)
                .mapToObj(octet -> String.format("%02x", octet))
                .collect(Collectors.joining());
    }
}
