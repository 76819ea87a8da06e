using Microsoft.AspNetCore.Http;
using Symmetry.Analysis.Figures;
using Symmetry.Analysis.Questions.Comparisons;
using Symmetry.Views.Pages;

namespace Symmetry.Web.Pages;

/// <summary>Two cells of a sweep side by side.</summary>
internal sealed class PairRoute(PageSource pages)
{
    /// <summary>Sends the page.</summary>
    public async Task SendAsync(HttpContext context)
    {
        var sweep = await pages.OpenAsync(context);
        var (first, second) = (RouteValues.Cell(context, sweep.Sweep), RouteValues.Cell(context, sweep.Sweep, "other"));
        if (first == second)
        {
            throw new SelectionException($"Expected two different cells, got cell {first.Number} twice.");
        }

        var on = RouteValues.Filled(context, "on");
        var from = (int)RouteValues.Number(RouteValues.Filled(context, "from"), 0, int.MaxValue, otherwise: 0);
        await pages.SendAsync<PairPage>(context, sweep, runs =>
        {
            var table = runs.Table;
            var metric = table.MetricOf(on);
            return new()
            {
                [nameof(PairPage.Data)] = new FigureData(table.Runs.Only([first, second]), second, on is null ? null : [metric]),
                [nameof(PairPage.First)] = first,
                [nameof(PairPage.Second)] = second,
                [nameof(PairPage.Comparison)] = ComparisonReport.Build(CellComparisons.Compare(table.Runs, [second], metric, among: [first])),
                [nameof(PairPage.On)] = on,
                [nameof(PairPage.From)] = from,
                [nameof(PairPage.Events)] = sweep.Events,
            };
        });
    }
}
