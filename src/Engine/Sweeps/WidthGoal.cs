namespace Symmetry.Engine.Sweeps;

/// <summary>Each cell continues until its 95 % intervals on X and on −X are narrow enough.</summary>
/// <param name="HalfWidth">The half-width, from <see cref="Min"/> to <see cref="Max"/>.</param>
public sealed record WidthGoal(double HalfWidth) : ReplicateGoal
{
    /// <summary>The smallest half-width.</summary>
    public const double Min = 1e-5;

    /// <summary>The largest half-width.</summary>
    public const double Max = 0.5;

    /// <inheritdoc/>
    public override string Key => "until";

    /// <inheritdoc/>
    public override int Rule => 4;
}
