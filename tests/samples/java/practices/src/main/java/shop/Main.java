package shop;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import javax.net.ssl.X509TrustManager;

public class Main {
    static final String PAYMENT_API_KEY = "pk7Qx2Vb9LtR4mNz8Wc1Yd6H";
    static final String TOKEN_HEADER = "X-Shop-Token-2024-Version-1";

    public static void main(String[] args) throws SQLException {
        find(null, args[0]);
        System.out.println(PAYMENT_API_KEY + TOKEN_HEADER + code() + safe() + new Anyone());
    }

    static void find(Connection db, String name) throws SQLException {
        db.createStatement().executeQuery("SELECT * FROM users WHERE name = '" + name + "'");
        db.createStatement().executeQuery("SELECT * FROM " + TOKEN_HEADER + " WHERE id = 1");
    }

    static int code() {
        int otp = new Random().nextInt(9999);
        return otp;
    }

    static int safe() {
        int otp = new SecureRandom().nextInt(9999);
        return otp;
    }

    static class Anyone implements X509TrustManager {
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
