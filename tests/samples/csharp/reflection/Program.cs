using System;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Reflects;

internal static partial class Program
{
    private static void Main()
    {
        foreach (var type in typeof(Program).Assembly.GetTypes().Where(one => typeof(IJob).IsAssignableFrom(one)))
        {
            ((IJob)Activator.CreateInstance(type)).Work();
        }
        typeof(ByName).GetMethod("CalledByText").Invoke(null, null);
        typeof(ByName).GetMethod(nameof(ByName.CalledByNameof)).Invoke(null, null);
        foreach (var method in typeof(ByFlag).GetMethods()) Console.WriteLine(method);
        Suppressed.Needed();
        dynamic late = new Late();
        late.Bound();
        typeof(String).GetMethod(Environment.MachineName, BindingFlags.NonPublic);
        Console.WriteLine("Never say Unspoken words here");
    }
}

internal interface IJob { void Work(); }

internal class NightJob : IJob { public void Work() { } }

internal class Late
{
    public void Bound() { }

    internal void Unbound() { }
}

internal static class ByName
{
    public static void CalledByText() { }

    public static void CalledByNameof() { }

    private static void CalledByNobody() { }

    internal static void NorThis() { }
}

internal static class ByFlag
{
    public static void AnyPublic() { }

    internal static void NotThis() { }
}

[Serializable]
internal class Saved
{
    private int _state;

    public static Saved Make() => new Saved();
}

internal static class Native
{
    [DllImport("user32")]
    private static extern int Beep(int tone);

    private static int Silence() => 0;

    internal static void Loud() { }
}

internal static class UsesThem
{
    [ModuleInitializer]
    internal static void Begin() => Saved.Make();

    [Obsolete]
    internal static void Outdated() { }

    [Tracked(Level = 2)]
    internal static void Marked() { }
}

[AttributeUsage(AttributeTargets.All)]
internal sealed class TrackedAttribute : Attribute
{
    public int Level { get; set; }
}

[AttributeUsage(AttributeTargets.All)]
internal sealed class UntrackedAttribute : Attribute { }

internal enum Parsed { First, Second }

internal static class Enums
{
    internal static Parsed Of(string text) => Enum.Parse<Parsed>(text);
}

internal static class Suppressed
{
#pragma warning disable IDE0051
    private static void KeptOnPurpose() { }
#pragma warning restore IDE0051

    private static void NotKept() { }

    private static int _unusedPadding;

    internal static void Needed() => Native.Loud();
}
