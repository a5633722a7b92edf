package app;

class JsonCodec {
    static void handleRead() {
    }

    private static void unhandled() {
    }
}
