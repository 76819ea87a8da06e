using Microsoft.AspNetCore.Http;
using Symmetry.Views.Pages;

namespace Symmetry.Web.Pages;

/// <summary>The list of sweeps, rendered at most once per second.</summary>
internal sealed class SweepsRoute(IGrainFactory grains, TimeProvider clock)
{
    private readonly Recent<byte[]> page = new(() => RenderAsync(grains), Snapshots.MaxAge, clock);

    /// <summary>Sends the page.</summary>
    public async Task SendAsync(HttpContext context) => await HtmlResponse.SendAsync(context, StatusCodes.Status200OK, await page.GetAsync());

    private static async Task<byte[]> RenderAsync(IGrainFactory grains)
    {
        var sweeps = await SweepList.ReadAsync(grains);
        return await HtmlResponse.RenderAsync<SweepsPage>(new PageContent(new Dictionary<string, object?>
        {
            [nameof(SweepsPage.Sweeps)] = sweeps.Select(sweep => new SweepLine(
                sweep.Head.Id, sweep.Progress.Status.Word(), sweep.Progress.Committed, sweep.Progress.Trials,
                sweep.Progress.Failed + sweep.Progress.Diverged, sweep.Head.Submitted)).ToList(),
            [nameof(SweepsPage.Silos)] = (await SweepList.ReadSilosAsync(grains)).Select(silo => silo.Address).ToList(),
        }));
    }
}
