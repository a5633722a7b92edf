using Pages.Interfaces;

namespace Admin.Services;

public class Cached : IPages
{
    private readonly Pages _pages = new();

    public string All() => _pages.All();

    public string Some(int size) => _pages.Some(size);
}

public class Pages : IPages
{
    public string All() => "all";

    public string Some(int size) => "some" + size;
}
