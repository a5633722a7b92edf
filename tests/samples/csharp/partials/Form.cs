namespace App;

internal partial class Two
{
    private int _shared;

    public void Go() => Helper(_shared);

    partial void OnGone();
}

internal partial class Generated
{
    private int _used_by_generated;

    private void CalledByGenerated() { }
}

internal partial class Form
{
    private void button1_Click(object sender, System.EventArgs e) { }

    private void ForgottenHandler(object sender, System.EventArgs e) { }
}

internal static class Begin
{
    private static void Main()
    {
        new Two().Go();
        new Form();
        new Generated();
    }
}
