namespace App
{
    public class Pages
    {
        private const int PerPage = 18;
        private const int Tall = 3;
        private const int Rows = 6;

        public string Address(int page)
        {
            var found = string.Format("{0}", page * PerPage, "x");
            var pair = (page * Tall, page);
            return found.Length < PerPage ? found : pair.ToString();
        }
    }

    public static class Start
    {
        public static void Main()
        {
            System.Console.WriteLine(new Pages().Address(2));
        }
    }
}
