package app;

class ByFullName {
    static void calledByString() {
    }

    static void notCalledAtAll() {
    }
}
