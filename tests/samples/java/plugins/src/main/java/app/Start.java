package app;

import java.net.URL;
import java.net.URLClassLoader;

public class Start {
    public static void main(String[] arguments) throws Exception {
        new URLClassLoader(new URL[0]).loadClass(arguments[0]);
    }

    public static void forPlugins() {
    }

    private static void notForPlugins() {
    }
}
