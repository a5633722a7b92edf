using Xunit;

namespace App.Tests;

public class SumsTests : System.IDisposable
{
    public static object[] Data => new object[0];

    [Theory, MemberData(nameof(Data))]
    public void Adds(int x) => Assert.Equal(x + 3, Sums.Add3(x) + Help() + Sums.TestAccess.Peek());

    private int Help() => 0;

    private int NeverHelps() => 0;

    public void Dispose() { }
}
