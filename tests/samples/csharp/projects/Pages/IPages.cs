namespace Pages.Interfaces;

public interface IPages
{
    string All();
    string Some(int size);
}
