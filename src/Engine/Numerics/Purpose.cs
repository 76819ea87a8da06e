namespace Symmetry.Engine.Numerics;

/// <summary>What a random number is used for. Each purpose has its own streams, so that one use never shifts another.</summary>
/// <remarks>The numbers are part of the numerics version: a value never changes its meaning.</remarks>
public enum Purpose : uint
{
    /// <summary>Which images are tested on, and the order in which the others are added to the training set.</summary>
    Split = 1,

    /// <summary>The initial weights; part = layer.</summary>
    Weights = 2,

    /// <summary>The order of the training rows; part = epoch.</summary>
    Order = 3,

    /// <summary>The permutation P of the pixels (eq. 12).</summary>
    Permutation = 4,

    /// <summary>Which (image, g) a sampled orbit keeps (eq. 17).</summary>
    Orbit = 5,

    /// <summary>Resampling in statistics; part = the statistic.</summary>
    Resampling = 6,

    /// <summary>Which cells of a grid a sampled sweep has.</summary>
    Cells = 7,

    /// <summary>The seeds of a program; part = a hash of the factor's name.</summary>
    Program = 8,
}
