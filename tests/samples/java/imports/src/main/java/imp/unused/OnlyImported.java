package imp.unused;

public class OnlyImported {
}
