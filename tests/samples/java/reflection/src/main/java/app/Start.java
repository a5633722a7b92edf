package app;

import java.lang.reflect.Field;
import java.lang.reflect.Method;

public class Start {
    public static void main(String[] arguments) throws Exception {
        Class<?> named = Class.forName("app.ByFullName");
        named.getMethod("calledByString").invoke(null);
        Class<?> made = Class.forName("app." + arguments[0] + "Codec");
        made.getDeclaredMethod("handle" + arguments[1]).invoke(null);
        for (Field field : Keys.class.getDeclaredFields()) {
            System.out.println(field);
        }
        new Own().look();
        new Bridge().ask();
        System.out.println(new Saved());
        new Script().run();
    }
}
