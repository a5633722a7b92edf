package app;

class Wagon {
    void brake() {
    }

    void pull() {
    }
}
