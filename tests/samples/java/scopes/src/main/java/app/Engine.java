package app;

class Engine {
    void pull() {
    }

    boolean checked() {
        return true;
    }

    void brake() {
    }
}
