global using static Web.Globals;
using Microsoft.AspNetCore.Builder;
using Web;

var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/", (ITimes times) => Greeting(times.Now()));
app.UseMiddleware<Timing>();
app.MapGet("/odd", Odd.Answer);
app.Run();
