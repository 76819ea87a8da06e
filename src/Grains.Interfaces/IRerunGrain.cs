namespace Symmetry.Grains;

/// <summary>Trains one trial again, key = <c>sweep/trial</c>, to compare it with its stored result; nothing is committed.</summary>
/// <remarks>
/// It lives on a silo that the caller may wish for by a placement hint (<c>IPlacementDirector.PlacementHintKey</c> in the request
/// context); the row says which one it was. Asking again while it trains joins the training.
/// </remarks>
[Alias("symmetry.rerun")]
public interface IRerunGrain : IGrainWithStringKey
{
    /// <summary>Trains, in a slot of its silo.</summary>
    /// <returns>What came of it now. A training that throws gives a row that says so.</returns>
    /// <exception cref="RefusedException">There is no such sweep or trial, or the silo has no slots.</exception>
    /// <exception cref="TimeoutException">It takes longer than a call may; ask again.</exception>
    [Alias("run")]
    Task<TrialRow> RunAsync();
}
