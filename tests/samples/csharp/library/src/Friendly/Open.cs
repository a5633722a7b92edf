using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Partner.Product, PublicKey=00")]

namespace Example.Friendly
{
    internal class ForPartner
    {
        internal void Give() { }

        private void Keep() { }
    }
}
