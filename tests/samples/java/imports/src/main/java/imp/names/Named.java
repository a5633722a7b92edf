package imp.names;

public class Named {
    public void use() {
    }
}
