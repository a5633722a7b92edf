System.Console.WriteLine("shown");

static class Shown
{
    static void NeverShown() { }
}
