package app;

import java.lang.reflect.Method;

class Own {
    void look() {
        for (Method method : getClass().getDeclaredMethods()) {
            System.out.println(method);
        }
    }

    private void foundByLooking() {
    }
}
