package shop.lindenhof.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is done for each kind of job. */
public final class Handlers {

    /** Does the jobs of one kind. */
    public interface Handler {

        String kind();

        void handle(JobQueue.Job job);
    }

    private Handlers() {
    }

    public static Map<String, Handler> byKind(List<Handler> handlers) {
        return handlers.stream()
                .collect(Collectors.toMap(
                        Handler::kind,
                        Function.identity()));
    }

    /** Sends a message. */
    public record SendMail(BiConsumer<String, String> sender) implements Handler {

        @Override
        public String kind() {
            return "send-mail";
        }

        @Override
        public void handle(JobQueue.Job job) {
            String recipient = Objects.requireNonNull(job.payload().get("recipient"), "recipient");
            String template = Objects.requireNonNull(job.payload().get("template"), "template");
            sender.accept(recipient, template);
        }
    }

    /** Puts an article into the search index again. */
    public record Reindex(Consumer<String> indexer) implements Handler {

        @Override
        public String kind() {
            return "reindex";
        }

        @Override
        public void handle(JobQueue.Job job) {
            String sku = Objects.requireNonNull(job.payload().get("sku"), "sku");
            indexer.accept(sku);
        }
    }

    /** Throws away carts that nobody came back to. */
    public record PurgeCarts(Consumer<Duration> purger) implements Handler {

        @Override
        public String kind() {
            return "purge-carts";
        }

        @Override
        public void handle(JobQueue.Job job) {
            String days = Objects.requireNonNull(job.payload().get("days"), "days");
            purger.accept(Duration.ofDays(Long.parseLong(days)));
        }
    }
}
