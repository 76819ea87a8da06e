using Microsoft.AspNetCore.Http;
using Symmetry.Analysis.Questions.Claims;
using Symmetry.Analysis.Questions.Comparisons;
using Symmetry.Analysis.Questions.Tables;
using Symmetry.Views.Pages;

namespace Symmetry.Web.Pages;

/// <summary>A sweep with its cells: by their tallies while it runs, and from all its runs once it has stopped or something was asked for.</summary>
internal sealed class SweepRoute(PageSource pages)
{
    /// <summary>Sends the page.</summary>
    public async Task SendAsync(HttpContext context)
    {
        var sweep = await pages.OpenAsync(context);
        var query = QueryOf(context, sweep.Sweep);
        await (query.IsInCellOrder && sweep.Snapshot.Status is SweepStatus.Running
            ? pages.SendAsync<SweepPage>(context, sweep, "tallies", () => ReadTalliesAsync(sweep, query, isUnfinished: false))
            : pages.SendAsync<SweepPage>(
                context, sweep, "runs", async () => Select(sweep, query, await sweep.Analysis.Value, await sweep.Grain.GetClaimsAsync()),
                query.IsInCellOrder ? () => ReadTalliesAsync(sweep, query, isUnfinished: true) : null));
    }

    private static CellsQuery QueryOf(HttpContext context, Sweep sweep)
    {
        var maxPage = (sweep.Cells.Length + CellsQuery.CellsPerPage - 1) / CellsQuery.CellsPerPage;
        var page = RouteValues.Filled(context, "page") is not { } text ? 1
            : RouteValues.Number(text, 1, maxPage, otherwise: 0) is > 0 and var number ? (int)number
            : throw new SelectionException($"page: expected a whole number from 1 to {maxPage}, got '{text}'.");
        return new CellsQuery(
            sweep.Id, RouteValues.Filled(context, "where"), RouteValues.Filled(context, "sort"), RouteValues.Filled(context, "on"),
            RouteValues.Filled(context, "baseline"), page);
    }

    private static async Task<PageContent> ReadTalliesAsync(OpenedSweep opened, CellsQuery query, bool isUnfinished)
    {
        var sweep = opened.Sweep;
        var page = query.Page == 1 ? opened.Snapshot.Page : await opened.Grain.GetTalliesAsync(query.First, CellsQuery.CellsPerPage);
        var exits = (page.Exits ?? []).Select(exit => new RaceExit(exit.Cell, exit.After, exit.By, exit.Evidence)).ToList();
        var cells = ProgressTable.Build(sweep, page.From, Array.ConvertAll(page.Tallies, tally => CellTally.Decode(tally)), exits);
        var answers = isUnfinished ? ClaimAnswers.None : await AnswerAsync(opened);
        return new PageContent(new Dictionary<string, object?>(Common(opened, query))
        {
            [nameof(SweepPage.Claims)] = answers,
            [nameof(SweepPage.Cells)] = cells,
            [nameof(SweepPage.Matching)] = sweep.Cells.Length,
            [nameof(SweepPage.IsUnfinished)] = isUnfinished,
            [nameof(SweepPage.Legend)] = (string[])["n: completed runs; 38/40: 38 completed of 40 that ended. Results of a look before the end are not final."],
        });
    }

    // Claims need all runs, which are read now and then while the sweep runs.
    private static async Task<ClaimAnswers> AnswerAsync(OpenedSweep opened)
    {
        if (await opened.Grain.GetClaimsAsync() is not { Length: > 0 } claims)
        {
            return ClaimAnswers.None;
        }

        return await PageSource.IsReadyAsync(opened.Analysis.Value) ? (await opened.Analysis.Value).Answer(claims)
            : new ClaimAnswers(claims, [], "The claims are answered when the runs are read.");
    }

    private static PageContent Select(OpenedSweep opened, CellsQuery query, SweepAnalysis runs, string claims)
    {
        var all = runs.Table;
        var parameters = new Dictionary<string, object?>(Common(opened, query))
        {
            [nameof(SweepPage.Analysis)] = all,
            [nameof(SweepPage.Claims)] = runs.Answer(claims),
            [nameof(SweepPage.Report)] = runs.Found,
        };
        try
        {
            var metrics = query.On is null ? null : MetricSelector.FindAll(all.Runs.Metrics, query.On);
            var selection = CellSelection.Find(opened.Sweep, metrics ?? all.Metrics, query.Where, query.SortedBy, top: null);
            var table = all.Select(
                metrics, selection with { IsWorstFirst = query.IsWorstFirst, Skip = query.First, Top = CellsQuery.CellsPerPage });
            var report = query is { IsInCellOrder: true, Page: 1 } ? runs.Found : SweepReport.Build(table);
            parameters[nameof(SweepPage.Cells)] = report.Tables[0];
            parameters[nameof(SweepPage.Legend)] = report.Legend;
            parameters[nameof(SweepPage.Matching)] = selection.Matching(opened.Sweep).Length;
            if (query.Baseline is not null)
            {
                var baseline = CellSelector.Find(opened.Sweep, query.Baseline, "baseline");
                var metric = table.MetricOf(null);
                parameters[nameof(SweepPage.Baseline)] = baseline.Number;
                parameters[nameof(SweepPage.Comparison)] = ComparisonReport.Build(CellComparisons.Compare(all.Runs, [baseline], metric, among: table.Cells));
            }

            return new PageContent(parameters);
        }
        catch (SelectionException e)
        {
            parameters[nameof(SweepPage.Problem)] = e.Message;
            return new PageContent(parameters, StatusCodes.Status400BadRequest);
        }
    }

    private static Dictionary<string, object?> Common(OpenedSweep opened, CellsQuery query) => new()
    {
        [nameof(SweepPage.State)] = StateText.Describe(opened.Snapshot),
        [nameof(SweepPage.Query)] = query,
    };
}
