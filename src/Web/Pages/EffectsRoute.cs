using Microsoft.AspNetCore.Http;
using Symmetry.Views.Pages;

namespace Symmetry.Web.Pages;

/// <summary>Which settings of a sweep matter.</summary>
internal sealed class EffectsRoute(PageSource pages)
{
    /// <summary>Sends the page.</summary>
    public async Task SendAsync(HttpContext context)
    {
        var sweep = await pages.OpenAsync(context);
        var (on, where) = (RouteValues.Filled(context, "on"), RouteValues.Filled(context, "where"));
        await pages.SendAsync<EffectsPage>(context, sweep, runs => new()
        {
            [nameof(EffectsPage.Data)] = runs.Figures(runs.Table.MetricOf(on), where),
            [nameof(EffectsPage.Where)] = where,
            [nameof(EffectsPage.On)] = on,
            [nameof(EffectsPage.Events)] = sweep.Events,
        });
    }
}
