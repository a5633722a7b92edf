package app;

final class Keys {
    static final String HOST = "h";
    private static final String PORT = "p";
}
