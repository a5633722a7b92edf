package app;

class Other {
    static void alsoFromJavaScript() {
    }
}
