namespace Symmetry.Engine.Numerics;

/// <summary>What a random number is for. Each purpose has streams of its own, so that no use disturbs another.</summary>
/// <remarks>The numbers are part of the numerics version: a value never changes its meaning.</remarks>
public enum Purpose : uint
{
    /// <summary>Which images are tested on, and in which order the others are taken for training.</summary>
    Split = 1,

    /// <summary>The initial weights; part = layer.</summary>
    Weights = 2,

    /// <summary>The order of the training rows; part = epoch.</summary>
    Order = 3,

    /// <summary>The permutation P of the pixels (eq. 12).</summary>
    Permutation = 4,

    /// <summary>Which (image, g) a sampled orbit keeps (eq. 17).</summary>
    Orbit = 5,

    /// <summary>Resampling in statistics; part = the question asked.</summary>
    Resampling = 6,
}
