namespace App.Index
{
    public interface IParse
    {
        int ParseIt(string text);
    }

    public abstract class Base
    {
        public abstract IParse GetParser();

        protected virtual int Fetch(string text, IParse parser)
        {
            return parser.ParseIt(text);
        }

        public int Run()
        {
            return Fetch("a", GetParser());
        }
    }

    public static class Start
    {
        public static void Main()
        {
            Base plain = new Definitions.Plain();
            plain.Run();
        }
    }
}
