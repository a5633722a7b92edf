using System.Windows;

namespace App.Views;

public partial class Main : Window
{
    public Main() => InitializeComponent();

    private void SaveClicked(object sender, RoutedEventArgs e) { }

    private void NeverClicked(object sender, RoutedEventArgs e) { }

    private void OnLoaded(object sender, RoutedEventArgs e) { }
}

internal static class Texts
{
    public static string Save => "Save";

    public static string Unsaved => "Unsaved";
}
