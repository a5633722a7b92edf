using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using System.Threading.Tasks;

namespace Web;

public static class Globals
{
    public static string Greeting(string to) => to;

    public static string Farewell(string to) => to;
}

public interface ITimes { string Now(); }

public class OrdersController : Controller
{
    private readonly Shop _shop = null;

    [HttpGet] public IActionResult List() => View(_shop);

    public IActionResult Details(int id) => Check(id);

    private IActionResult Check(int id) => View(id);

    private IActionResult Forgotten(int id) => View(id);
}

public class Poco { [HttpPost] public void Do() { } }

public class Timing
{
    public Task InvokeAsync(object context) => Task.CompletedTask;

    public Task Measure(object context) => Task.CompletedTask;
}

public class Shop : DbContext
{
    private DbSet<Order> Archive { get; set; }

    public DbSet<Order> Orders { get; set; }

    protected override void OnModelCreating(ModelBuilder builder) { }
}

public class Order
{
    public int Id { get; set; }

    internal static int Highest { get; set; }

    public bool ShouldSerializeId() => true;

    public string InTheView() => "";

    public string Nowhere() => "";
}

public static class Odd
{
    public static string Answer() => "odd";

    public static string Even() => "even";
}

public class OrderDto { public int Id { get; set; } }

public class LonelyDto { public int Id { get; set; } }

internal static class Tags
{
    public static string ForRazor() => "";

    public static string ForNobody() => "";
}

public class Startup2 { public void Configure() { } }
