package shop;

import java.io.FileReader;
import java.io.IOException;

public class Main {
    public static void main(String[] args) throws IOException {
        System.out.println(between(3) + outside(4) + kind(args[0]) + same(args[0]) + tidy(args[0]));
        System.out.println(first("a") + opened("a") + choose(true, 1) + value("x") + empty(null) + described(1));
        start();
    }

    static String between(int n) {
        return n < 1 && n > 10 ? "in" : "out";
    }

    static String outside(int n) {
        return n != 1 || n != 10 ? "out" : "in";
    }

    static String kind(String name) {
        if (name.isEmpty()) {
            return "none";
        } else if (name == null) {
            return "null";
        } else if (name.length() >= 0) {
            return "some";
        }
        return "";
    }

    static boolean same(String name) {
        return name == "anna";
    }

    static String tidy(String name) {
        name.trim();
        return name;
    }

    static String empty(String name) {
        if (name == null && name.isEmpty()) {
            new IllegalArgumentException("no name");
        }
        return name;
    }

    static int first(String path) throws IOException {
        FileReader reader = new FileReader(path);
        return reader.read();
    }

    static int opened(String path) throws IOException {
        try (FileReader reader = new FileReader(path)) {
            return reader.read();
        }
    }

    static int choose(boolean cheap, int price) {
        if (cheap) {
            price += 2;
        } else {
            price += 2;
        }
        return price;
    }

    static int value(String text) {
        try {
            return Integer.parseInt(text);
        } finally {
            return 0;
        }
    }

    static Object described(int n) {
        return switch (n) {
            case 1 -> "one";
            default -> new IllegalStateException("many");
        };
    }

    static void start() {
        new Thread(() -> System.out.println("work")).run();
    }
}
