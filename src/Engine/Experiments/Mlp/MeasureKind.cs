namespace Symmetry.Engine.Experiments.Mlp;

/// <summary>What is measured besides the accuracies on the test images.</summary>
public enum MeasureKind
{
    /// <summary>Nothing with symmetry features; with other methods the accuracies over the group, parameters and updates.</summary>
    Accuracy,

    /// <summary>Also the fixed points and the 2-cycles of P, where x_i·x_P(i) is a square or appears twice (section 2.3).</summary>
    Permutation,

    /// <summary>Also the Hessian's spectrum where training ended, and the loss at and on the way to the related minima (section 4.1).</summary>
    Minimum,
}
