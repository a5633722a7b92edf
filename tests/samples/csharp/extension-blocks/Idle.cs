namespace App;

public static class Idle
{
    public static int Forgotten() => 1;
}
