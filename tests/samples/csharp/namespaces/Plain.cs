namespace App.Index.Definitions
{
    public class Plain : Base
    {
        public override IParse GetParser()
        {
            return new PlainParser();
        }
    }

    public class PlainParser : IParse
    {
        public int ParseIt(string text)
        {
            return Sums.Length(text);
        }

        public int Forgotten(string text)
        {
            return 0;
        }
    }

    public static class Sums
    {
        public static int Length(string text)
        {
            return text.Length;
        }
    }
}
