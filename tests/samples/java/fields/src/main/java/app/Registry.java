package app;

interface Registry {
    int DEFAULT_SIZE = 1;
    int OTHER_SIZE = 2;

    static Object register(String name) {
        return name + DEFAULT_SIZE;
    }
}
