package app;

abstract class Base implements Runnable {
    void fromBase() {
    }

    void alsoFromBase() {
    }

    void prepare() {
    }

    void notFromBase() {
    }
}
