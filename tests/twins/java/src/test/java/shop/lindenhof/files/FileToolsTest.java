package shop.lindenhof.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileToolsTest {

    @TempDir
    Path folder;

    @Test
    void readsEntriesWithoutComments() throws IOException {
        Path file = fileOf("# words", "", " and ", "or");
        assertEquals(List.of("and", "or"), FileTools.readEntries(file));
    }

    @Test
    void readsOnlyComments() throws IOException {
        Path file = fileOf("# words", "and", "#more");
        assertEquals(List.of("words", "more"), FileTools.readComments(file));
    }

    @Test
    void deletesWhatIsInAFolder() throws IOException {
        Path inner = Files.createDirectories(folder.resolve("a/b"));
        Files.writeString(inner.resolve("c.txt"), "c");
        FileTools.deleteTree(folder.resolve("a"));
        assertFalse(Files.exists(folder.resolve("a")));
    }

    private Path fileOf(String... lines) throws IOException {
        Path file = folder.resolve("input.txt");
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            text.append(line).append('\n');
        }
        Files.writeString(file, text.toString(), StandardCharsets.UTF_8);
        return file;
    }
}
