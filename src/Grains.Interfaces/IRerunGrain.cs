namespace Symmetry.Grains;

/// <summary>Runs one trial again, key = <c>sweep/trial</c>, to compare it with its stored result; commits nothing.</summary>
/// <remarks>
/// The caller can choose the silo with a placement hint (<c>IPlacementDirector.PlacementHintKey</c> in the request context); the row
/// names the silo that was used.
/// </remarks>
[Alias("symmetry.rerun")]
public interface IRerunGrain : IGrainWithStringKey
{
    /// <summary>Runs the trial in a slot of its silo. Calls while it runs share the result.</summary>
    /// <returns>The new row. A trial that throws gives a row with the reason.</returns>
    /// <exception cref="RefusedException">The sweep or trial does not exist, or the silo has no slots.</exception>
    /// <exception cref="TimeoutException">It takes longer than the time limit of a call; call again.</exception>
    [Alias("run")]
    Task<TrialRow> RunAsync();
}
