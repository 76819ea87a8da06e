namespace Symmetry.Analysis.Questions.Tables;

/// <summary>The answer to a question as people read it, before any format.</summary>
/// <param name="Tables">The tables.</param>
/// <param name="Legend">What the columns mean, a sentence each.</param>
/// <param name="Facts">The exact facts with their counts.</param>
/// <param name="Findings">What is remarkable, a paragraph each.</param>
/// <param name="Failures">What is missing: failed and diverged trials, trials that were not run yet.</param>
/// <param name="Provenance">Names and values that identify the sweep.</param>
public sealed record Report(
    IReadOnlyList<ResultTable> Tables,
    IReadOnlyList<string> Legend,
    IReadOnlyList<string> Facts,
    IReadOnlyList<string> Findings,
    IReadOnlyList<string> Failures,
    IReadOnlyList<(string Name, string Value)> Provenance);
