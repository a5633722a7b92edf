package imp.wild;

public class Wild {
    public void use() {
    }
}
