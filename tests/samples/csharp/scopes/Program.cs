using System;
using System.Linq;
using Scopes.Deep;
using Old = Scopes.Deep.Crate;
using Ruler = Scopes.Deep.Level;

var made = new Crate { Label = "x", Inner = { Size = 1 } };
var copy = made with { Weight = 2 };
Console.WriteLine(copy is { Colour: "red" } ? made?.Lid!.Open() : 0);
Console.WriteLine(new Level().Level1() + Ruler.Flat());
Use(made);
var sums = from item in new[] { 1 } let twice = item * 2 where twice > Bound.Least select new { item, Total = twice };
Console.WriteLine(sums.Count());
new Derived().Run();
5.Seconds();
Console.WriteLine(new Paint().Hue.Dark());

void Use(Crate crate) => crate.Carry(name: "a");

void NeverUsed() { }

internal static class Times
{
    public static TimeSpan Seconds(this int count) => TimeSpan.FromSeconds(count);

    public static TimeSpan Fortnights(this int count) => TimeSpan.FromDays(14 * count);
}
