using System;

namespace Example.Tools;

/// <summary>Hits things.</summary>
public class Hammer
{
    public const int Weight = 3;

    public int Swings { get; private set; }

    public void Hit() => Swings++;

    protected void Rest() { }

    protected internal void Lean() { }

    private protected void Crouch() { }

    internal void Break() { }

    private void Rust() { }

    public class Handle
    {
        public void Grip() { }

        private void Slip() { }
    }

    private class Head
    {
        public void Spin() { }
    }
}

internal class Nail
{
    public void Bend() { }
}

internal sealed class Screw : IDisposable
{
    public void Dispose() { }

    public void Turn() { }
}

internal static class Box
{
    internal static Screw Open() => new Screw();
}

public static class Opener
{
    public static object Any() => Box.Open();
}
