package imp.full;

public class Made {
    public void use() {
    }
}
