package app;

class Bridge {
    native void ask();

    private void answeredFromC(int code) {
    }
}
