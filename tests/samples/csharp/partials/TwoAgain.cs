namespace App;

internal partial class Two
{
    private void Helper(int value) { }

    private void NeverHelped() { }
}
