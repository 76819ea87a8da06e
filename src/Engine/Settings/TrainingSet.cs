namespace Symmetry.Engine.Settings;

/// <summary>Which transformed copies of the training images are trained on.</summary>
public enum TrainingSet
{
    /// <summary>X alone.</summary>
    Original,

    /// <summary>The union of X and −X: the full orbit.</summary>
    Both,

    /// <summary>Each (image, g) kept with probability mu (eq. 17).</summary>
    Sampled,
}
