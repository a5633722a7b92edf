package imp.fixed;

public class Single {
    public static void single() {
    }

    public static void singleUnused() {
    }
}
