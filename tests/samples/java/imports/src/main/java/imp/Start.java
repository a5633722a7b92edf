package imp;

import imp.names.Named;
import imp.nest.Outer.Nested;
import imp.unused.OnlyImported;
import imp.wild.*;
import static imp.fixed.Fixed.*;
import static imp.fixed.Single.single;
import static imp.fixed.Single.singleUnused;

public class Start {
    private int starred = 1;

    public static void main(String[] arguments) {
        new Named().use();
        new Wild().use();
        new Nested().use();
        starred();
        single();
        imp.full.InFull.use();
        new imp.full.Made().use();
        System.out.println(LIMIT + Start.class.getName() + new Start().starred);
    }
}
