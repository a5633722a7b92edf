namespace App;

internal static class Sums
{
    private static void Main() => System.Console.WriteLine(Add2(1));

    internal static int Add2(int x) => x + 2;

    internal static int Add3(int x) => x + 3;

    internal static int Add4(int x) => x + 4;

    internal static class TestAccess
    {
        internal static int Peek() => 1;
    }
}
