using Microsoft.AspNetCore.Http;
using Symmetry.Analysis.Figures;
using Symmetry.Views.Pages;
using Symmetry.Views.Report;

namespace Symmetry.Web.Pages;

/// <summary>The report of a sweep, as <c>symmetry report</c> writes it.</summary>
internal sealed class ReportRoute(PageSource pages, TimeProvider clock)
{
    /// <summary>Sends the page.</summary>
    public async Task SendAsync(HttpContext context)
    {
        var sweep = await pages.OpenAsync(context);
        var claims = await sweep.Grain.GetClaimsAsync();
        await pages.SendAsync<ReportView>(context, sweep, runs => new()
        {
            [nameof(ReportView.Data)] = new FigureData(runs.Table.Runs),
            [nameof(ReportView.Claims)] = runs.Answer(claims),
            [nameof(ReportView.Provenance)] = Provenance.List(runs.Table.Runs, clock.GetUtcNow()).ToList(),
        });
    }
}
