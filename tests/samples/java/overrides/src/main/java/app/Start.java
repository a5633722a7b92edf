package app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.lib.Visitor;

public class Start {
    public static void main(String[] arguments) {
        Shape shape = new Circle();
        shape.draw();
        List<Shape> shapes = new ArrayList<>();
        shapes.sort(new BySize());
        Handler handler = text -> System.out.println(text);
        System.out.println(handler);
        System.out.println(new Walker());
        System.out.println(Mode.valueOf(arguments[0]));
    }
}

interface Handler {
    void handleText(String text);
}

interface Wide {
    void one();

    void two();
}

interface Shape {
    void draw();

    default void drawTwice() {
        draw();
    }
}

class Circle implements Shape {
    public void draw() {
    }

    void roll() {
    }

    @Override
    public String toString() {
        return describe();
    }

    private String describe() {
        return "circle";
    }
}

class BySize implements Comparator<Shape> {
    public int compare(Shape one, Shape other) {
        return 0;
    }

    public int measure(Shape one) {
        return 1;
    }
}

class Walker extends Visitor {
    public void visitNode() {
    }

    protected void enterNode() {
    }

    private void ownNode() {
    }

    static void staticNode() {
    }
}

enum Mode {
    FAST, SLOW;

    static Mode fallback() {
        return FAST;
    }
}
