package shop.lindenhof.files;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Text files that hold one entry a line, with comments after a hash sign, and whole folders. */
public final class FileTools {

    private FileTools() {
    }

    /** Reads the entries of a file; empty lines and comments are left out. */
    public static List<String> readEntries(Path file) throws IOException {
        List<String> entries = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line;
            while ((line = reader.readLine()) != null) {
                String entry = line.strip();
                if (entry.isEmpty() || entry.startsWith("#")) {
                    continue;
                }
                entries.add(entry);
            }
        }
        return entries;
    }

    /** Reads only the comments of a file, without their hash sign. */
    public static List<String> readComments(Path file) throws IOException {
        List<String> comments = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line;
            while ((line = reader.readLine()) != null) {
                String entry = line.strip();
                if (!entry.startsWith("#")) {
                    continue;
                }
                comments.add(entry.substring(1).strip());
            }
        }
        return comments;
    }

    /** Writes entries, one a line, over what was there; those that would be read as comments are left out. */
    public static void writeEntries(Path file, List<String> entries) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (String entry : entries) {
                String line = entry.strip();
                if (line.isEmpty() || line.startsWith("#")) {
                    continue;
                }
                writer.write(line);
                writer.write('\n');
            }
        }
    }

    /** Writes {@code content} so that a reader sees the old file or the new one, never half of it. */
    public static void writeAtomically(Path target, String content) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path draft = Files.createTempFile(folder, ".draft", null);
        try {
            Files.writeString(draft, content, StandardCharsets.UTF_8);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Deletes a folder with all that is in it. */
    public static void deleteTree(Path root) throws IOException {
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Returns how many bytes the files below {@code root} hold. */
    public static long bytesIn(Path root) throws IOException {
        long total = 0;
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path path : (Iterable<Path>) walk::iterator) {
                if (Files.isRegularFile(path)) {
                    total += Files.size(path);
                }
            }
        }
        return total;
    }

    /** Returns how many files there are below {@code root}. */
    public static long filesIn(Path root) throws IOException {
        long total = 0;
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path path : (Iterable<Path>) walk::iterator) {
                if (Files.isRegularFile(path)) {
                    total++;
                }
            }
        }
        return total;
    }

    public static Optional<Path> newestIn(Path root) throws IOException {
        Path found = null;
        FileTime best = null;
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path path : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
                FileTime changed = Files.getLastModifiedTime(path);
                if (best == null || changed.compareTo(best) > 0) {
                    best = changed;
                    found = path;
                }
            }
        }
        return Optional.ofNullable(found);
    }

    public static Optional<Path> oldestIn(Path root) throws IOException {
        Path found = null;
        FileTime best = null;
        try (Stream<Path> walk = Files.walk(root)) {
            for (Path path : (Iterable<Path>) walk.filter(Files::isRegularFile)::iterator) {
                FileTime changed = Files.getLastModifiedTime(path);
                if (best == null || changed.compareTo(best) < 0) {
                    best = changed;
                    found = path;
                }
            }
        }
        return Optional.ofNullable(found);
    }
}
