using System;

namespace Cond;

internal class Runner
#if NET
    : IDisposable
#endif
{
#if DEBUG
    private static void OnlyInDebug() { }
#else
    private static void OnlyInRelease() { }
#endif

    private static void Main()
    {
#if DEBUG
        OnlyInDebug();
#else
        OnlyInRelease();
#endif
        Console.WriteLine(
#if NET
            InNet(
#else
            InFramework(
#endif
            1));
        _last?.Count = 2;
    }

    private static Holder _last;

    private static int InNet(int x) => x;

    private static int InFramework(int x) => x;

    private static int InNeither(int x) => x;

#if NEVER
    private static void NeverBuilt() { }
#endif

    #region Spare parts
    private static void Spare() { }
    #endregion

    public void Dispose() { }
}

internal class Holder { internal int Count { get; set; } }
