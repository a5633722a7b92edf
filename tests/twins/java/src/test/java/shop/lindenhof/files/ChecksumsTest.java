package shop.lindenhof.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecksumsTest {

    @TempDir
    Path folder;

    @Test
    void writesAndReadsDigits() {
        byte[] bytes = {0, 15, (byte) 0xff};
        assertEquals("000fff", Checksums.toHex(bytes));
        assertArrayEquals(bytes, Checksums.fromHex("000FFF"));
    }

    @Test
    void countsLineEnds() throws IOException {
        Path file = fileOf("a", "b");
        assertEquals(2, Checksums.lineEnds(file));
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
