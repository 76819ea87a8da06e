namespace Symmetry.Grains;

/// <summary>The learning curve of one trial, key = <c>sweep/trial</c>. Trains the trial again in a slot of a silo, and stores nothing.</summary>
[Alias("symmetry.curve")]
public interface ICurveGrain : IGrainWithStringKey
{
    /// <summary>The curve. Calls during the training share it.</summary>
    /// <exception cref="RefusedException">The trial does not exist or has no learning curve, or the silo has no slots.</exception>
    [Alias("get")]
    Task<TrialCurve> GetAsync();
}
