package app;

class Helpers {
    static void neverCalled() {
        Start.makeVisible();
    }
}
