using System.Globalization;
using Microsoft.AspNetCore.Http;
using Symmetry.Analysis.Figures;
using Symmetry.Engine.Experiments;
using Symmetry.Views.Pages;

namespace Symmetry.Web.Pages;

/// <summary>Learning curves as a part of a page: slots of silos train the trials again.</summary>
internal sealed class CurveRoute(PageSource pages)
{
    /// <summary>Sends the figures of one trial.</summary>
    public async Task SendAsync(HttpContext context)
    {
        var sweep = (await pages.OpenAsync(context)).Sweep;
        var cell = RouteValues.Cell(context, sweep);
        await SendAsync(context, sweep, [await TrainAsync(sweep, cell, RouteValues.Replicate(context, sweep))]);
    }

    /// <summary>Sends the figures of the first cells, as <c>symmetry report --curves</c> draws them.</summary>
    public async Task SendAllAsync(HttpContext context)
    {
        var sweep = (await pages.OpenAsync(context)).Sweep;
        await SendAsync(context, sweep, await Task.WhenAll(sweep.Cells.Take(TrainedCurve.Max).Select(cell => TrainAsync(sweep, cell, 0))));
    }

    private static async Task SendAsync(HttpContext context, Sweep sweep, IReadOnlyList<TrainedCurve> curves)
    {
        var drawn = curves.Where(curve => curve.Points.Length > 0).ToList();
        await HtmlResponse.SendAsync<CurveView>(context, new PageContent(new Dictionary<string, object?>
        {
            [nameof(CurveView.Sweep)] = sweep,
            [nameof(CurveView.Curves)] = drawn.Count > 0 ? drawn : throw new NotFoundException("No training reached the end of an epoch."),
        }));
    }

    private async Task<TrainedCurve> TrainAsync(Sweep sweep, Cell cell, long replicate)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{sweep.Id}/{sweep.TrialOf(cell.Number, replicate)}");
        var curve = await pages.Grains.GetGrain<ICurveGrain>(key).GetAsync();
        return new TrainedCurve(
            cell, [.. curve.Epochs.Select((epochs, i) => new CurvePoint(epochs, curve.TrainLoss[i], curve.Original[i], curve.Inverted[i]))]);
    }
}
