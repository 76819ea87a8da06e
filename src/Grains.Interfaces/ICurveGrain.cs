namespace Symmetry.Grains;

/// <summary>How the training of one trial went, key = <c>sweep/trial</c>: trains it once more, in a slot of a silo, and stores nothing.</summary>
[Alias("symmetry.curve")]
public interface ICurveGrain : IGrainWithStringKey
{
    /// <summary>The curve. Who asks while it is being computed waits for the same training.</summary>
    /// <exception cref="RefusedException">There is no such trial, it has no learning curve, or the silo has no slots.</exception>
    [Alias("get")]
    Task<TrialCurve> GetAsync();
}

/// <summary>A learning curve: a point after so many epochs, the first of the untrained network.</summary>
/// <param name="Epochs">Passes over the training rows that were done.</param>
/// <param name="TrainLoss">The mean loss over the training rows, without penalty.</param>
/// <param name="Original">The rate of test images classified correctly.</param>
/// <param name="Inverted">The rate of inverted test images classified correctly.</param>
[GenerateSerializer]
[Immutable]
[Alias("symmetry.trial-curve")]
public sealed record TrialCurve(
    [property: Id(0)] int[] Epochs, [property: Id(1)] double[] TrainLoss, [property: Id(2)] double[] Original, [property: Id(3)] double[] Inverted);
