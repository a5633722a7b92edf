using System;
using System.Collections.Generic;

namespace Shop.Core
{
    public class Store
    {
        private const int Limit = 3;
        private const int OldLimit = 4;
        private static readonly int Spare = 7;
        private readonly List<Amount> _amounts = new();
        private readonly List<string> _forgotten = new List<string>();
        private int _count;

        public Store(int count) { _count = count; }

        ~Store() { Release(); }

        public event EventHandler Changed;

        private event EventHandler NeverRaised;

        public static string Named => "store";

        internal string Hint { get; set; }

        private int Left => Limit - _count;

        public Amount this[int at] => _amounts[at];

        public static Store operator +(Store a, Store b) => new Store(a._count + b._count);

        public static implicit operator int(Store one) => one._count;

        public void Put(string name, Amount amount)
        {
            if (Left > 0) _amounts.Add(amount);
            Validate(name);
        }

        public void Raise() => Changed?.Invoke(this, EventArgs.Empty);

        public IEnumerator<Amount> GetEnumerator() => _amounts.GetEnumerator();

        public void Deconstruct(out int count) => count = _count;

        public override string ToString() => "store";

        public void Purge() => _amounts.Clear();

        protected virtual void Audit() { }

        private static void Validate(string name) => Check(name, 1);

        private static void Check(string name, int times) { }

        private void Release() { }

        private enum Phase { Opened, Closed }

        private class Ledger
        {
            public void Write() { }
        }
    }

    public class Amount
    {
        public int Cents { get; set; }
    }

    public static class Rates
    {
        public const int Standard = 19;
        public const int Reduced = 7;

        public static string Shout(this string text) => text.ToUpper();

        public static string Whisper(this string text) => text.ToLower();
    }

    public enum Kind { Plain, Fancy }

    public enum Colour { Red, Green }
}
