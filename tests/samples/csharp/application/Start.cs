using Shop.Core;
using static Shop.Core.Rates;
using Money = Shop.Core.Amount;

namespace Shop;

internal static class Start
{
    private static int Main(string[] args)
    {
        var store = new Store(args.Length);
        store.Put("tea", new Amount { Cents = Standard });
        Log(nameof(Store.Named));
        foreach (var one in store) Log(one.ToString());
        if (args is { Length: 2 } two) Log(two[0]);
        Money none = null;
        var sum = store + store;
        int total = sum;
        Log($"{total} {Double(total)} {none} {store[0]} {"x".Shout()}");
        store.Changed += OnStoreChanged;
        store.Raise();
        IShape shape = total > 3 ? new Circle() : total > 2 ? new Triangle() : new Square();
        Log(shape.Area());
        Log(((IDescribed)new Square()).Describe());
        Handler handler = Log;
        handler("end");
        Kind kind = (Kind)total;
        Log(kind.ToString());
        return Ping();

        int Ping() => 0;
        int Pong() => 1;
    }

    private static void OnStoreChanged(object sender, System.EventArgs e) => Log("changed");

    private static void Log(string text) => System.Console.WriteLine(text);

    private static int Double(int x) => x * 2;

    /// <summary>Does what <see cref="Double"/> does, twice.</summary>
    private static int Quadruple(int x) => Double(Double(x));

    private static void LoopA() => LoopB();

    private static void LoopB() => LoopA();
}

internal delegate void Handler(string text);

internal delegate void NeverHandler(string text);
