package shop;

public enum Season {
    SPRING, AUTUMN
}
