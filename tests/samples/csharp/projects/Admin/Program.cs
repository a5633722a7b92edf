using Admin.Services;
using Pages.Interfaces;

namespace Admin;

public static class Program
{
    public static void Main()
    {
        IPages pages = new Cached();
        System.Console.WriteLine(pages.All());
    }
}
