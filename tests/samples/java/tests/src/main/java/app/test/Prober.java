package app.test;

public class Prober {
    public static void probe() {
    }

    public static void unprobed() {
    }
}
