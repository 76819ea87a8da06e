namespace Symmetry.Grains;

/// <summary>The trials from <see cref="From"/> up to but not including <see cref="To"/>.</summary>
[GenerateSerializer]
[Immutable]
[Alias("symmetry.trial-range")]
public readonly record struct TrialRange([property: Id(0)] long From, [property: Id(1)] long To)
{
    /// <summary>The number of trials.</summary>
    public long Count => To - From;
}
