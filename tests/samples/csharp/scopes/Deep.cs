namespace Scopes.Deep
{
    public record Crate
    {
        public string Label { get; set; }
        public Size Inner { get; } = new Size();
        internal int Weight { get; init; }
        internal string Colour { get; init; }
        public Lid Lid { get; set; }

        public void Carry(string name) { var count = name.Length; Count(count); }

        private void Count(int count) { }

        private int count2;

        private static void Shadowed() { }

        private static void Caller()
        {
            void Shadowed() { }
            Shadowed();
        }
    }

    public class Size { internal int Size2; public int Size { get; set; } }

    public class Lid { public int Open() => 1; public int Close() => 0; }

    public class Level
    {
        public int Level1() => 1;

        public static int Flat() => 0;

        public static int Steep() => 1;
    }

    internal static class Bound { internal const int Least = 1; internal const int Most = 2; }

    public class Base
    {
        protected int Shared() => 1;

        protected int Unshared() => 2;

        protected virtual void Step() { }
    }

    public class Derived : Base
    {
        public void Run() { Shared(); base.Step(); }

        protected override void Step() { }

        private void Local()
        {
            foreach (var Idle in new int[1]) { _ = Idle; }
        }

        private void Idle() { }
    }

    public enum Hue { Red }

    public class Paint { public Hue Hue { get; set; } }

    public static class HueExtensions
    {
        public static string Dark(this Hue hue) => "dark";

        private static string Light(Hue hue) => "light";
    }

    public class Typed<TItem> where TItem : class
    {
        public static void Made(TItem item) { }
    }

    public class TItem { }
}

namespace Scopes.Other
{
    public class Level
    {
        public int Height() => 1;
    }
}
