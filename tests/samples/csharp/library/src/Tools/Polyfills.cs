namespace System.Runtime.CompilerServices
{
    internal static class IsExternalInit { }

    internal sealed class CallerArgumentExpressionAttribute : Attribute
    {
        public CallerArgumentExpressionAttribute(string name) { }
    }
}
