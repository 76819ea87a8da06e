using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Symmetry.Views.Pages;

namespace Symmetry.Web.Pages;

/// <summary>What all pages of sweeps share: opening a sweep, waiting for its runs, and sending the page.</summary>
/// <param name="grains">Gives access to the grains.</param>
/// <param name="snapshots">The states of the sweeps.</param>
/// <param name="runs">The runs of the sweeps.</param>
internal sealed class PageSource(IGrainFactory grains, Snapshots snapshots, RunsCache runs)
{
    // A page that says that it is not ready is worse than one that comes late; one that shows less is not.
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan MaxWaitForMore = TimeSpan.FromMilliseconds(300);

    private readonly RenderedPages rendered = new();

    /// <summary>Gives access to the grains.</summary>
    public IGrainFactory Grains => grains;

    /// <summary>The sweep in the path.</summary>
    /// <exception cref="NotFoundException">The path does not contain a valid id.</exception>
    /// <exception cref="RefusedException">There is no such sweep.</exception>
    public async Task<OpenedSweep> OpenAsync(HttpContext context)
    {
        var id = RouteValues.SweepId(context);
        var snapshot = await snapshots.GetAsync(id);
        return new OpenedSweep(grains.GetGrain<ISweepGrain>(id), snapshot, new Lazy<Task<SweepAnalysis>>(() => runs.GetAsync(snapshot)));
    }

    /// <summary>Whether something is ready that a page can do without, after a short wait.</summary>
    public static Task<bool> IsReadyAsync(Task more) => IsReadyAsync(more, MaxWaitForMore);

    /// <summary>Sends a page of a sweep.</summary>
    /// <param name="context">The request.</param>
    /// <param name="sweep">The sweep.</param>
    /// <param name="kind">Tells versions of the page apart that are made from different data.</param>
    /// <param name="read">Reads what it is rendered from.</param>
    /// <param name="meanwhile">Reads what the page shows instead until that is read; null to say that it is being read.</param>
    public async Task SendAsync<TView>(
        HttpContext context, OpenedSweep sweep, string kind, Func<Task<PageContent>> read, Func<Task<PageContent>>? meanwhile = null)
        where TView : IComponent
    {
        var page = rendered.GetAsync<TView>($"{context.Request.Path}{context.Request.QueryString} {kind}", sweep.Snapshot.Version, read);
        if (meanwhile is null ? await IsReadyAsync(page, MaxWait) : await IsReadyAsync(page))
        {
            var (status, html) = await page;
            await HtmlResponse.SendAsync(context, status, html);
            return;
        }

        if (meanwhile is not null)
        {
            await HtmlResponse.SendAsync<TView>(context, await meanwhile());
            return;
        }

        await HtmlResponse.SendAsync<WaitPage>(context, new PageContent(new Dictionary<string, object?> { [nameof(WaitPage.Sweep)] = sweep.Sweep }));
    }

    /// <summary>Sends a page that shows conclusions from all runs.</summary>
    /// <param name="context">The request.</param>
    /// <param name="sweep">The sweep.</param>
    /// <param name="read">What it is rendered from.</param>
    public Task SendAsync<TView>(HttpContext context, OpenedSweep sweep, Func<SweepAnalysis, Dictionary<string, object?>> read)
        where TView : IComponent
    {
        return SendAsync<TView>(context, sweep, "", async () =>
        {
            var analysis = await sweep.Analysis.Value;
            return new PageContent(await Task.Factory.StartNew(
                () => read(analysis), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        });
    }

    private static async Task<bool> IsReadyAsync(Task page, TimeSpan wait) => page.IsCompleted || await Task.WhenAny(page, Task.Delay(wait)) == page;
}
