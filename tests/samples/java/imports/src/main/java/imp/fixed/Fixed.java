package imp.fixed;

public class Fixed {
    public static final int LIMIT = 1;
    public static final int CEILING = 2;

    public static void starred() {
    }

    public static void unstarred() {
    }
}
