package shop.lindenhof.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder in which a job works, how far it came, and the report for those who come in the morning. */
public final class NightRun {

    private static final String PREFIXES = " KMGT";
    private static final int SLOWEST = 3;

    /** A job that ended; {@code took} is null if it never started. */
    public record Run(String job, String kind, boolean failed, Duration took, long written) {
    }

    private NightRun() {
    }

    /** Removes a workspace and returns how many files and folders that were; 0 if it was gone before. */
    public static int wipe(Path workspace) throws IOException {
        if (Files.notExists(workspace)) {
            return 0;
        }
        int removed = 0;
        try (Stream<Path> walk = Files.walk(workspace)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
                removed++;
            }
        }
        return removed;
    }

    /** Reads settings: one "name = value" a line, comments after a hash sign; a later line wins. */
    public static Map<String, String> parse(String settings) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : settings.split("\n")) {
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("no value: " + text);
            }
            values.put(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
        }
        return values;
    }

    /** Notes how far a job came, so that it goes on from there after a restart. */
    public static Path saveCheckpoint(Path workspace, String job, Map<String, String> state) throws IOException {
        if (!job.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("not the name of a job: " + job);
        }
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> entry : new TreeMap<>(state).entrySet()) {
            text.append(entry.getKey()).append(" = ").append(entry.getValue()).append('\n');
        }
        Path checkpoint = workspace.resolve(job + ".checkpoint");
        Path parent = checkpoint.toAbsolutePath().getParent();
        Files.createDirectories(parent);
        Path partial = Files.createTempFile(parent, ".partial", null);
        try {
            Files.writeString(partial, text.toString(), StandardCharsets.UTF_8);
            Files.move(partial, checkpoint, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
        return checkpoint;
    }

    /** Returns the state that was noted, empty if the job never came so far. */
    public static Map<String, String> loadCheckpoint(Path workspace, String job) throws IOException {
        Path checkpoint = workspace.resolve(job + ".checkpoint");
        if (Files.notExists(checkpoint)) {
            return Map.of();
        }
        return parse(Files.readString(checkpoint, StandardCharsets.UTF_8));
    }

    static String elapsed(Duration took) {
        if (took == null) {
            return "-";
        }
        long hours = took.toHours();
        int minutes = took.toMinutesPart();
        int seconds = took.toSecondsPart();
        if (hours > 0) {
            return String.format("%dh %02dm", hours, minutes);
        }
        if (minutes > 0) {
            return String.format("%dm %02ds", minutes, seconds);
        }
        return seconds + "s";
    }

    static String describeVolume(long octets) {
        int tens = octets < 1 ? 0 : Math.min((63 - Long.numberOfLeadingZeros(octets)) / 10, PREFIXES.length() - 1);
        if (tens == 0) {
            return octets + " B";
        }
        double scaled = octets / (double) (1L << (10 * tens));
        return String.format(Locale.ROOT, "%.1f", scaled) + " " + PREFIXES.charAt(tens) + "iB";
    }

    /** Writes the report: totals of each kind, the slowest jobs, and the failures. */
    public static String write(List<Run> runs) {
        StringBuilder report = new StringBuilder();
        Map<String, Integer> done = new TreeMap<>();
        Map<String, Long> written = new TreeMap<>();
        for (Run run : runs) {
            done.merge(run.kind(), 1, Integer::sum);
            written.merge(run.kind(), run.written(), Long::sum);
        }
        report.append("Jobs by kind\n");
        done.forEach((kind, count) -> report.append("  ")
                .append(kind).append(": ").append(count)
                .append(", ").append(describeVolume(written.get(kind))).append('\n'));

        report.append("Slowest\n");
        runs.stream()
                .filter(run -> run.took() != null)
                .sorted(Comparator.comparing(Run::took).reversed())
                .limit(SLOWEST)
                .forEach(run -> report.append("  ")
                        .append(run.job()).append(" took ").append(elapsed(run.took())).append('\n'));

        boolean anyIdle = false;
        for (Run run : runs) {
            if (run.took() == null) {
                report.append(anyIdle ? ", " : "Never started: ").append(run.job());
                anyIdle = true;
            }
        }
        if (anyIdle) {
            report.append('\n');
        }

        boolean anyFailed = false;
        for (Run run : runs) {
            if (run.failed()) {
                if (!anyFailed) {
                    report.append("Failed\n");
                    anyFailed = true;
                }
                report.append("  ").append(run.job()).append(" after ").append(elapsed(run.took())).append('\n');
            }
        }
        return report.toString();
    }
}
