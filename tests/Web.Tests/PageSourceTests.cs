using System.Text;
using Microsoft.AspNetCore.Http;
using Symmetry.Grains;
using Symmetry.Views.Pages;
using Symmetry.Web.Pages;
using Symmetry.Web.Sweeps;

namespace Symmetry.Web.Tests;

public sealed class PageSourceTests
{
    [Fact]
    public async Task Page_shows_less_until_its_runs_are_read_and_is_then_rendered_once()
    {
        var sweep = Specs.Tiny(2);
        var progress = new SweepProgress(sweep.Id, "tiny", SweepStatus.Completed, 4, 4, 0, 0, 0, 0, 0, 0);
        var opened = new OpenedSweep(null!, new Snapshot("1", default, sweep, progress, [], new CellTallyPage(0, []), null), null!);
        var pages = new PageSource(null!, null!, null!);
        var (runs, reads) = (new TaskCompletionSource<PageContent>(), 0);

        Assert.Contains("tallies", await SendAsync(), StringComparison.Ordinal);
        Assert.Contains("tallies", await SendAsync(), StringComparison.Ordinal);
        runs.SetResult(Content("findings"));
        string html;
        do
        {
            html = await SendAsync();
        }
        while (html.Contains("tallies", StringComparison.Ordinal));

        Assert.Contains("findings", html, StringComparison.Ordinal);
        Assert.Equal(1, reads);

        async Task<string> SendAsync()
        {
            var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
            await pages.SendAsync<ErrorPage>(context, opened, "runs", ReadAsync, () => Task.FromResult(Content("tallies")));
            return Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());
        }

        Task<PageContent> ReadAsync()
        {
            reads++;
            return runs.Task;
        }

        static PageContent Content(string text) => new(new Dictionary<string, object?> { [nameof(ErrorPage.Sentence)] = text });
    }
}
