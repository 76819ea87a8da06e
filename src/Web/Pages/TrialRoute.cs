using Microsoft.AspNetCore.Http;
using Symmetry.Views.Pages;

namespace Symmetry.Web.Pages;

/// <summary>One trial of a sweep.</summary>
internal sealed class TrialRoute(PageSource pages)
{
    /// <summary>Sends the page.</summary>
    public async Task SendAsync(HttpContext context)
    {
        var sweep = await pages.OpenAsync(context);
        var cell = RouteValues.Cell(context, sweep.Sweep);
        var replicate = RouteValues.Replicate(context, sweep.Sweep);
        var rows = await sweep.ReadRowsAsync(cell, replicate, 1);
        if (rows.Count == 0 || rows[0].Replicate != replicate)
        {
            throw new NotFoundException("No such trial, or it has not ended yet.");
        }

        var permutation = sweep.Sweep.Experiment.PermutationOf(sweep.Sweep.SpecOf(sweep.Sweep.TrialOf(cell.Number, replicate)))?.ToString() ?? "";
        await HtmlResponse.SendAsync<TrialPage>(context, new PageContent(new Dictionary<string, object?>
        {
            [nameof(TrialPage.Sweep)] = sweep.Sweep,
            [nameof(TrialPage.Cell)] = cell,
            [nameof(TrialPage.Row)] = rows[0],
            [nameof(TrialPage.Permutation)] = permutation.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        }));
    }
}
