package shop.lindenhof.catalog;

import static shop.lindenhof.files.Checksums.toHex;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Pictures of articles: where they lie and how large they are shown. */
public final class MediaStore {

    private static final int CHUNK = 16384;

    /** Width and height in pixels. */
    public record Size(int width, int height) {
    }

    private MediaStore() {
    }

    /** Names a picture by its content, so that the same picture is stored once. */
    public static String fingerprint(Path picture) throws IOException {
        MessageDigest hash;
        try {
            hash = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
        try (InputStream source = Files.newInputStream(picture)) {
            byte[] chunk = new byte[CHUNK];
            int length;
            while ((length = source.read(chunk)) != -1) {
                hash.update(chunk, 0, length);
            }
        }
        return toHex(hash.digest());
    }

    /** Takes "." and ".." out of a key, and doubled slashes; a key never leaves the store. */
    public static String normalize(String key) {
        Deque<String> parts = new ArrayDeque<>();
        for (String part : key.replace('\\', '/').split("/")) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }

    /** Returns the size at which a whole picture fits into a box. */
    public static Size fitInto(Size picture, Size box) {
        double across = (double) box.width() / picture.width();
        double down = (double) box.height() / picture.height();
        double scale = Math.min(across, down);
        int width = (int) Math.round(picture.width() * scale);
        int height = (int) Math.round(picture.height() * scale);
        return new Size(width, height);
    }

    /** Returns the size at which a picture fills a box; what stands out will be cut. */
    public static Size cover(Size picture, Size box) {
        double across = (double) box.width() / picture.width();
        double down = (double) box.height() / picture.height();
        double scale = Math.max(across, down);
        int width = (int) Math.round(picture.width() * scale);
        int height = (int) Math.round(picture.height() * scale);
        return new Size(width, height);
    }
}
