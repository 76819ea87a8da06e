using System.Globalization;
using Microsoft.AspNetCore.Http;
using Symmetry.Analysis.Figures;
using Symmetry.Engine.Experiments;
using Symmetry.Views.Pages;

namespace Symmetry.Web.Pages;

/// <summary>The learning curve of a trial, as a part of its page: a slot of a silo trains it again.</summary>
internal sealed class CurveRoute(PageSource pages)
{
    /// <summary>Sends the figures.</summary>
    public async Task SendAsync(HttpContext context)
    {
        var sweep = (await pages.OpenAsync(context)).Sweep;
        var cell = RouteValues.Cell(context, sweep);
        var trial = sweep.TrialOf(cell.Number, RouteValues.Replicate(context, sweep));
        var curve = await pages.Grains.GetGrain<ICurveGrain>(string.Create(CultureInfo.InvariantCulture, $"{sweep.Id}/{trial}")).GetAsync();
        await HtmlResponse.SendAsync<CurveView>(context, new PageContent(new Dictionary<string, object?>
        {
            [nameof(CurveView.Sweep)] = sweep,
            [nameof(CurveView.Curve)] = new TrainedCurve(
                cell, [.. curve.Epochs.Select((epochs, i) => new CurvePoint(epochs, curve.TrainLoss[i], curve.Original[i], curve.Inverted[i]))]),
        }));
    }
}
