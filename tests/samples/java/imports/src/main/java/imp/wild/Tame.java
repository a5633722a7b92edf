package imp.wild;

public class Tame {
}
