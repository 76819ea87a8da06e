namespace Symmetry.Analysis.Questions.Claims;

/// <summary>A claim about each of some cells.</summary>
/// <param name="Says">The sentence.</param>
/// <param name="Cells">The cells that it is about.</param>
public abstract record CellClaim(string Says, ImmutableArray<int> Cells) : Claim(Says)
{
    /// <inheritdoc/>
    public override ImmutableArray<int> Cells { get; } = Cells;

    /// <inheritdoc/>
    public override ClaimVerdict Judge(SweepRuns runs, double level = Estimate.DefaultLevel) =>
        ClaimVerdict.Combine(Cells.Select(cell => Judge(runs, cell, level)));

    /// <summary>Answers the claim for one cell.</summary>
    protected abstract ClaimVerdict Judge(SweepRuns runs, int cell, double level);
}
