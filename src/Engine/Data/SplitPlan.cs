namespace Symmetry.Engine.Data;

/// <summary>How images are divided into training and test images.</summary>
/// <param name="Timing">Before the enlargement or after it.</param>
/// <param name="TestFraction">The fraction tested on, rounded up. In (0, 1).</param>
/// <param name="TrainFraction">The fraction of the other images that is trained on, rounded up. In (0, 1].</param>
public readonly record struct SplitPlan(SplitTiming Timing, double TestFraction, double TrainFraction);
