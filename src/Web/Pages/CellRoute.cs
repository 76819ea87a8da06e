using Microsoft.AspNetCore.Http;
using Symmetry.Analysis.Figures;
using Symmetry.Views.Pages;

namespace Symmetry.Web.Pages;

/// <summary>One cell of a sweep.</summary>
internal sealed class CellRoute(PageSource pages)
{
    /// <summary>Sends the page; or the way to two cells side by side, which the form asks for.</summary>
    public async Task SendAsync(HttpContext context)
    {
        var sweep = await pages.OpenAsync(context);
        var cell = RouteValues.Cell(context, sweep.Sweep);
        if (RouteValues.Filled(context, "with") is { } text)
        {
            context.Response.Redirect($"/sweeps/{sweep.Sweep.Id}/cells/{cell.Number}/with/{CellSelector.Find(sweep.Sweep, text, "with").Number}");
            return;
        }

        var from = RouteValues.Number(RouteValues.Filled(context, "from") ?? "0", 0, long.MaxValue, otherwise: -1);
        if (from < 0)
        {
            throw new SelectionException($"from: expected a replicate, got '{RouteValues.Filled(context, "from")}'.");
        }

        await pages.SendAsync<CellPage>(context, sweep, "", async () => new PageContent(new Dictionary<string, object?>
        {
            [nameof(CellPage.Data)] = new FigureData(await sweep.ReadAsync(cell, CancellationToken.None), cell),
            [nameof(CellPage.Cell)] = cell,
            [nameof(CellPage.Rows)] = await sweep.ReadRowsAsync(cell, from, CellPage.RowsPerPage),
            [nameof(CellPage.From)] = from,
            [nameof(CellPage.Events)] = sweep.Events,
        }));
    }
}
