package shop.lindenhof.net;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Cookies, and the signatures on their values. */
public final class Cookies {

    private static final String ALGORITHM = "HmacSHA256";

    private Cookies() {
    }

    /** Reads the cookies of a request; the first value of a name wins, quotes are taken off. */
    public static Map<String, String> parse(String header) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : header.split(";")) {
            int equals = part.indexOf('=');
            if (equals < 1) {
                continue;
            }
            String name = part.substring(0, equals).strip();
            String value = part.substring(equals + 1).strip();
            if (value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")) {
                value = value.substring(1, value.length() - 1);
            }
            values.putIfAbsent(name, value);
        }
        return values;
    }

    /** Returns a value with its signature behind a dot. */
    public static String sign(String value, byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            byte[] signature = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
            return value + '.' + printable(signature);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the value in front of a signature, if we made that signature. */
    public static Optional<String> verify(String signed, byte[] key) {
        int dot = signed.lastIndexOf('.');
        if (dot < 0) {
            return Optional.empty();
        }
        String value = signed.substring(0, dot);
        byte[] expected = sign(value, key).getBytes(StandardCharsets.UTF_8);
        boolean genuine = MessageDigest.isEqual(expected, signed.getBytes(StandardCharsets.UTF_8));
        return genuine ? Optional.of(value) : Optional.empty();
    }

    private static String printable(byte[] signature) {
        if (signature.length == 0) {
            return "";
        }
        BigInteger number = new BigInteger(1, signature);
        String significant = number.toString(16);
        return "0".repeat(2 * signature.length - significant.length()) + significant;
    }
}
