package imp.nest;

public class Outer {
    public static class Nested {
        public void use() {
        }
    }

    public static class NestedToo {
    }
}
