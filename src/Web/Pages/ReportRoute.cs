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
        await pages.SendAsync<ReportView>(context, sweep, "", async () =>
        {
            var analysis = await sweep.Analysis.Value;
            return new PageContent(new Dictionary<string, object?>
            {
                [nameof(ReportView.Data)] = new FigureData(analysis.Table.Runs),
                [nameof(ReportView.Claims)] = analysis.Answer(await sweep.Grain.GetClaimsAsync()),
                [nameof(ReportView.Provenance)] = Provenance.List(analysis.Table.Runs, clock.GetUtcNow()).ToList(),
            });
        });
    }
}
