namespace App;

partial class Form
{
    private void InitializeComponent() { this.button1.Click += this.button1_Click; }
}
