using Microsoft.AspNetCore.Http;
using Symmetry.Analysis.Figures;
using Symmetry.Analysis.Questions.Tables;
using Symmetry.Views.Pages;

namespace Symmetry.Web.Pages;

/// <summary>One metric of a sweep by two of its axes.</summary>
internal sealed class HeatmapRoute(PageSource pages)
{
    /// <summary>Sends the page.</summary>
    public async Task SendAsync(HttpContext context)
    {
        var sweep = await pages.OpenAsync(context);
        var names = sweep.Sweep.Axes.Select(axis => axis.Setting.Name).ToList();
        var x = AxisOf("x", names.Count < 2 ? "" : names[1]);
        var y = AxisOf("y", names.Count < 2 ? "" : names.First(name => name != x));
        if (names.Count >= 2 && x == y)
        {
            throw new SelectionException($"x and y: expected two different axes, got '{x}' twice.");
        }

        var (on, where) = (RouteValues.Filled(context, "on"), RouteValues.Filled(context, "where"));
        await pages.SendAsync<HeatmapPage>(context, sweep, runs =>
        {
            var table = runs.Table;
            var metric = table.MetricOf(on);
            var effects = runs.Figures(metric, where).Effects;
            var isGrid = effects?.Grid.Axes.Count(axis => axis.Setting.Name == x || axis.Setting.Name == y) is 2;
            return new()
            {
                [nameof(HeatmapPage.Sweep)] = sweep.Sweep,
                [nameof(HeatmapPage.X)] = x,
                [nameof(HeatmapPage.Y)] = y,
                [nameof(HeatmapPage.Where)] = where,
                [nameof(HeatmapPage.On)] = on,
                [nameof(HeatmapPage.Metric)] = metric.Name,
                [nameof(HeatmapPage.Map)] = isGrid ? InteractionPlot.Draw(effects!, effects!.FindAxes([y, x])) : null,
                [nameof(HeatmapPage.Pivot)] = names.Count == 2
                    ? PivotReport.Build(PivotTable.Build(table.Select([metric], CellSelection.All with { Where = where }), $"{y},{x}")) : null,
                [nameof(HeatmapPage.Events)] = sweep.Events,
            };
        });

        string AxisOf(string name, string otherwise) => RouteValues.Filled(context, name) is not { } axis ? otherwise
            : names.Contains(axis) ? axis
            : throw new SelectionException(
                $"{name}: unknown axis '{axis}'. The axes of this sweep: {(names.Count == 0 ? "none" : string.Join(", ", names))}.");
    }
}
