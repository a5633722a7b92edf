namespace App;

public enum Format
{
    Html,
    Json,
}

public static class FormatExtensions
{
    extension(Format format)
    {
        public string Ending() => format == Format.Html ? "html" : Plain();
    }

    private static string Plain() => "json";
}

public static class ListExtensions
{
    extension<T>(System.Collections.Generic.List<T> list)
        where T : class
    {
        public T First => list[0];
    }

    extension(System.IO.Path)
    {
        public static string Safe(string path) => path.Trim(Invalid);
    }

    private static readonly char[] Invalid = ['/'];
}

public static class Start
{
    public static void Main()
    {
        var all = new System.Collections.Generic.List<string> { Format.Json.Ending() };
        System.Console.WriteLine(System.IO.Path.Safe(all.First));
    }
}
