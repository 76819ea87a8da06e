using Microsoft.AspNetCore.Http;
using Symmetry.Analysis.Figures;
using Symmetry.Views.Pages;

namespace Symmetry.Web.Pages;

/// <summary>Which settings of a sweep matter.</summary>
internal sealed class EffectsRoute(PageSource pages)
{
    /// <summary>Sends the page.</summary>
    public async Task SendAsync(HttpContext context)
    {
        var sweep = await pages.OpenAsync(context);
        var on = RouteValues.Filled(context, "on");
        await pages.SendAsync<EffectsPage>(context, sweep, table => new()
        {
            [nameof(EffectsPage.Data)] = new FigureData(table.Runs, metrics: on is null ? null : [MetricSelector.Find(table.Runs.Metrics, on)]),
            [nameof(EffectsPage.Events)] = sweep.Events,
        });
    }
}
