namespace Symmetry.Grains;

/// <summary>A learning curve: one point per recorded epoch, starting with the untrained network.</summary>
/// <param name="Epochs">The number of completed epochs.</param>
/// <param name="TrainLoss">The mean loss over the training rows, without penalty.</param>
/// <param name="Original">The proportion of test images classified correctly.</param>
/// <param name="Inverted">The proportion of inverted test images classified correctly.</param>
[GenerateSerializer]
[Immutable]
[Alias("symmetry.trial-curve")]
public sealed record TrialCurve(
    [property: Id(0)] int[] Epochs, [property: Id(1)] double[] TrainLoss, [property: Id(2)] double[] Original, [property: Id(3)] double[] Inverted);
