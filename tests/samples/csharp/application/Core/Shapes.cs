namespace Shop.Core;

public interface IShape { string Area(); int Corners(); }

public interface IDescribed { string Describe(); }

public class Circle : IShape
{
    public string Area() => "round";

    public int Corners() => 0;
}

public class Square : IShape, IDescribed
{
    public string Area() => "square";

    public int Corners() => 4;

    string IDescribed.Describe() => "four";
}

public class Triangle : IShape
{
    public string Area() => "three";

    public int Corners() => 3;
}

public struct Point
{
    public int X;
    private int _padding;
}

public record Pair(int Left, int Right)
{
    public int Sum => Left + Right;
}

internal static class Uses
{
    private static readonly Pair Both = Make();

    private static Pair Make() => new Pair(1, 2);
}
