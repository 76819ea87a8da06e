namespace Symmetry.Analysis.Json;

/// <summary>One column of an export that holds the level of a crossed factor, so that the file says what is crossed.</summary>
/// <param name="Name">The name: <see cref="Prefix"/> and that of the factor.</param>
/// <param name="Size">The number of levels.</param>
/// <param name="Every">After how many replicates the level changes.</param>
public sealed record LevelColumn(string Name, int Size, long Every)
{
    /// <summary>What the names begin with.</summary>
    public const string Prefix = "level_";

    /// <summary>The level of a replicate, from 0.</summary>
    public int LevelOf(long replicate) => (int)(replicate / Every % Size);

    /// <summary>The columns of a design, the factor that changes slowest first; none where nothing is crossed.</summary>
    public static ImmutableArray<LevelColumn> ColumnsOf(ReplicateDesign design)
    {
        ArgumentNullException.ThrowIfNull(design);
        var factors = design.Factors;
        return [.. factors.Select((factor, i) =>
            new LevelColumn(Prefix + factor.Name, factor.Size, factors.Skip(i + 1).Aggregate(1L, (product, faster) => product * faster.Size)))];
    }
}
