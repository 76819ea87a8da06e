namespace Symmetry.Engine.Data;

/// <summary>How images are divided into training, validation and test images.</summary>
/// <param name="Timing">Before the enlargement or after it.</param>
/// <param name="TestFraction">The fraction tested on, rounded up. In (0, 1).</param>
/// <param name="TrainFraction">The fraction of the other images that is trained on, or held out of them, rounded up. In (0, 1].</param>
/// <param name="ValidationFraction">The fraction of these originals that is held out for validation, rounded up. In [0, 1), default 0.</param>
public readonly record struct SplitPlan(SplitTiming Timing, double TestFraction, double TrainFraction, double ValidationFraction = 0);
