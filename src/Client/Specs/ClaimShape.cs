namespace Symmetry.Client.Specs;

/// <summary>A kind of claim as a specification writes it: the one list that the reader, the schema and the help are read off.</summary>
/// <param name="Kind">Its name.</param>
/// <param name="Asks">What it asks, in a sentence.</param>
/// <param name="Parts">Its parts.</param>
/// <param name="Required">Those that it needs.</param>
internal sealed record ClaimShape(string Kind, string Asks, string[] Parts, string[] Required)
{
    /// <summary>Every kind.</summary>
    public static IReadOnlyList<ClaimShape> All { get; } =
    [
        new("value", "one run gave this number: it lies in the prediction interval of one run of ours", ["of", "on", "is"], ["of", "is"]),
        new("bound", "a measure stays within bounds, on average or on every trial", ["of", "on", "atLeast", "atMost", "every"], ["of"]),
        new("order", "one cell is greater than another, by a margin or at all, paired by replicate", ["greater", "than", "on", "by", "matched"], ["greater", "than"]),
        new("equal", "the same on X and on -X, on every trial", ["of"], ["of"]),
        new("equivalent", "two cells differ by no more than a margin, paired by replicate", ["of", "to", "on", "within", "matched"], ["of", "to", "within"]),
        new("ratio", "the ratio of two cells' means stays within bounds, paired by replicate", ["of", "to", "on", "atLeast", "atMost", "matched"], ["of", "to"]),
        new("slope", "how a measure changes with another across the runs of a cell stays within bounds", ["of", "on", "by", "atLeast", "atMost"], ["of", "by"]),
        new("share", "a crossed factor's share of the variance of one run stays within bounds", ["of", "on", "factor", "atLeast", "atMost"], ["of", "factor"]),
    ];

    /// <summary>The shape of a kind that there is.</summary>
    public static ClaimShape Find(string kind) => All.First(shape => shape.Kind == kind);
}
