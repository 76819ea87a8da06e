using System.Collections.Concurrent;
using Symmetry.Analysis.Figures;
using Symmetry.Analysis.Questions.Claims;
using Symmetry.Analysis.Questions.Tables;
using Symmetry.Engine.Experiments;
using Symmetry.Formats.Specs;
using Symmetry.Views.Pages;

namespace Symmetry.Web.Sweeps;

/// <summary>All runs of a sweep, with what was computed from them for any client. Safe for several threads.</summary>
/// <param name="runs">The runs.</param>
internal sealed class SweepAnalysis(SweepRuns runs)
{
    private readonly SweepTable table = new(runs);
    private readonly ConcurrentDictionary<Metric, FigureData> figures = new();
    private Report? found;
    private ClaimAnswers answered = ClaimAnswers.None;

    /// <summary>The default table of all cells; its selections share what was computed.</summary>
    public SweepTable Table => table;

    /// <summary>What was found, with the first page of the cells.</summary>
    public Report Found => found ??= SweepReport.Build(table.Select(null, CellSelection.All with { Top = CellsQuery.CellsPerPage }));

    /// <summary>The claims of a specification with their answers.</summary>
    /// <param name="specification">The YAML text; empty for no claims.</param>
    public ClaimAnswers Answer(string specification) =>
        answered is { } known && known.Specification == specification ? known : answered = StoredClaims.Answer(table.Runs, specification);

    /// <summary>What figures of one metric are drawn from.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="where">The condition that the cells match; null for all cells, which is kept.</param>
    /// <exception cref="SelectionException">It does not select cells.</exception>
    public FigureData Figures(Metric metric, string? where = null) => where is not null
        ? FigureData.Find(table.Runs, baseline: null, metric.Name, where)
        : figures.GetOrAdd(metric, asked => new FigureData(table.Runs, metrics: [asked]));
}
