package app;

import java.util.List;
import java.util.regex.Pattern;

public class Start {
    private static final Pattern WORDS = Pattern.compile("(\\w+)");
    private static final List<String> NAMES = List.of("a", "b");
    private static final Object REGISTERED = Registry.register("x");
    private static final Runnable TASK = () -> Registry.register("y");
    static final int FIRST = 1, SECOND = FIRST + 1, THIRD = 3;
    private int instance = 1;
    public static final Object CREATOR = null;
    private static int unusedPadding;
    private static final String LICENCE = "free";

    public static void main(String[] arguments) {
        System.out.println(SECOND);
    }
}
