package imp.full;

public class InFull {
    public static void use() {
    }
}
