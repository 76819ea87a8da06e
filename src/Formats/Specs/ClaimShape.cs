namespace Symmetry.Formats.Specs;

/// <summary>A kind of claim as specifications write it; the reader, the schema and the help derive from this list.</summary>
internal sealed record ClaimShape(string Kind, string Asks, string[] Parts, string[] Required)
{
    public static IReadOnlyList<ClaimShape> All { get; } =
    [
        new("value", "one run gave this number: refuted if it lies outside of the prediction interval of one run, never confirmed",
            ["of", "on", "is"], ["of", "is"]),
        new("bound", "a metric stays within bounds, on average or in every trial", ["of", "on", "atLeast", "atMost", "every"], ["of"]),
        new("order", "one cell is greater than another, optionally by a margin, paired by replicate",
            ["greater", "than", "on", "by", "matched", "tuned"], ["greater", "than"]),
        new("best", "the best cell in a metric is among the selected ones: these contain every cell that may be best", ["of", "on"], ["of"]),
        new("superiority", "how often a run of one cell is greater than the paired run of another, as a probability, stays within bounds",
            ["greater", "than", "on", "atLeast", "atMost", "matched"], ["greater", "than"]),
        new("decided", "one of two cells is better, or they differ by no more than a margin, paired by replicate",
            ["between", "and", "on", "within", "matched"], ["between", "and", "within"]),
        new("equal", "the same on X and on -X, in every trial", ["of"], ["of"]),
        new("equivalent", "two cells differ by no more than a margin, paired by replicate", ["of", "to", "on", "within", "matched", "tuned"],
            ["of", "to", "within"]),
        new("ratio", "the ratio of two cells' means stays within bounds, paired by replicate",
            ["of", "to", "on", "atLeast", "atMost", "matched"], ["of", "to"]),
        new("slope", "the slope of one metric against another across the runs of a cell stays within bounds",
            ["of", "on", "by", "atLeast", "atMost"], ["of", "by"]),
        new("share", "a crossed factor's share of the variance of one run stays within bounds", ["of", "on", "factor", "atLeast", "atMost"], ["of", "factor"]),
    ];

    /// <summary>Whether it compares cells in pairs.</summary>
    public bool ComparesPairs => Parts.Contains("matched");

    /// <summary>The shape of a known kind.</summary>
    public static ClaimShape Find(string kind) => All.First(shape => shape.Kind == kind);
}
