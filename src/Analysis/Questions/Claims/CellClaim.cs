namespace Symmetry.Analysis.Questions.Claims;

/// <summary>A claim about each of some cells.</summary>
/// <remarks>It must hold for every cell, with simultaneous intervals (<see cref="Claim.JudgeTogether"/>).</remarks>
/// <param name="Says">The sentence.</param>
/// <param name="Cells">The cells that it is about.</param>
public abstract record CellClaim(string Says, ImmutableArray<int> Cells) : Claim(Says)
{
    /// <inheritdoc/>
    public override ImmutableArray<int> Cells { get; } = Cells;

    /// <inheritdoc/>
    public override ClaimVerdict Judge(SweepRuns runs, double level = Estimate.DefaultLevel) =>
        JudgeTogether(runs, Cells, "cell", level, (cell, levelOfEach) => Judge(runs, cell, levelOfEach));

    /// <summary>Answers the claim for one cell.</summary>
    protected abstract ClaimVerdict Judge(SweepRuns runs, int cell, double level);
}
