using Microsoft.AspNetCore.Http;
using Symmetry.Views.Pages;

namespace Symmetry.Web.Pages;

/// <summary>The list of sweeps.</summary>
internal sealed class SweepsRoute(IGrainFactory grains)
{
    /// <summary>Sends the page.</summary>
    public async Task SendAsync(HttpContext context)
    {
        var sweeps = await SweepList.ReadAsync(grains);
        await HtmlResponse.SendAsync<SweepsPage>(context, new PageContent(new Dictionary<string, object?>
        {
            [nameof(SweepsPage.Sweeps)] = sweeps.Select(sweep => new SweepLine(
                sweep.Head.Id, sweep.Progress.Status.Word(), sweep.Progress.Committed, sweep.Progress.Trials,
                sweep.Progress.Failed + sweep.Progress.Diverged, sweep.Head.Submitted)).ToList(),
            [nameof(SweepsPage.Silos)] = (await SweepList.ReadSilosAsync(grains)).Select(silo => silo.Address).ToList(),
        }));
    }
}
