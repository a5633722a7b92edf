package app;

class Gen {
    void unusedGenerated() {
        Start.fromGenerated();
    }
}
