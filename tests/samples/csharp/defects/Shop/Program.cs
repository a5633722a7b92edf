using System;
using System.IO;
using System.Threading.Tasks;

namespace Shop;

public static class Program
{
    public static void Main(string[] args)
    {
        var till = new Till();
        Console.WriteLine(till.Tidy(args[0]) + till.Kind(args.Length) + till.Wanted(args[0]));
        Console.WriteLine(till.Between(1, 2) || till.Short(args[0]) || till.Given(args[0]) || till.Allowed(args[0]));
        till.Check(3);
        till.Book(args[0]);
        till.Again(args[0]);
        till.Send().Wait();
        till.Forget();
    }
}

public class Till
{
    public string Tidy(string name)
    {
        name.ToLower();
        return name;
    }

    public string Wanted(string name)
    {
        name = name.Trim();
        return name;
    }

    public string Kind(int number)
    {
        if (number == 1)
            return "one";
        else if (number == 1)
            return "many";
        return "none";
    }

    public bool Between(int low, int high)
    {
        return low > 5 && low < 3 && high > 0;
    }

    public bool Short(string title)
    {
        return title.Length < 2200 || title.Length > 120;
    }

    public bool Given(string name)
    {
        return name == null && name.Length > 0;
    }

    public bool Allowed(string name)
    {
        return name != null && name.Length > 2 && name.Length < 20;
    }

    public void Check(int amount)
    {
        if (amount < 0)
            new ArgumentException("amount");
    }

    public void Book(string file)
    {
        try
        {
            Console.WriteLine(File.ReadAllText(file));
        }
        catch (IOException error)
        {
            Console.Error.WriteLine(error.Message);
            throw error;
        }
    }

    public void Again(string file)
    {
        try
        {
            Console.WriteLine(File.ReadAllText(file));
        }
        catch (IOException error)
        {
            Console.Error.WriteLine(error.Message);
            throw;
        }
    }

    public async Task Send()
    {
        await Task.Delay(1);
    }

    public async void Forget()
    {
        await Task.Delay(1);
    }
}
