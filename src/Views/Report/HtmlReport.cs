using Symmetry.Analysis.Figures;
using Symmetry.Analysis.Questions.Claims;

namespace Symmetry.Views.Report;

/// <summary>The report of a sweep: one HTML file that needs nothing else.</summary>
public static class HtmlReport
{
    /// <summary>Renders the report.</summary>
    /// <param name="data">What the sweep found.</param>
    /// <param name="claims">The claims about it.</param>
    /// <param name="now">When the report is written.</param>
    /// <param name="trained">Trials that were trained again; null for none.</param>
    public static Task<string> WriteAsync(
        FigureData data, ClaimAnswers claims, DateTimeOffset now, IReadOnlyList<TrainedCurve>? trained = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        return ViewRenderer.RenderAsync<ReportPage>(new Dictionary<string, object?>
        {
            [nameof(ReportPage.Data)] = data,
            [nameof(ReportPage.Claims)] = claims,
            [nameof(ReportPage.Provenance)] = Provenance.List(data.Runs, now).ToList(),
            [nameof(ReportPage.Trained)] = trained ?? [],
        });
    }
}
