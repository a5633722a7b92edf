package lib;

class Copy {
    void unusedCopy() {
        app.Start.fromVendored();
    }
}
