namespace Symmetry.Grains;

/// <summary>Owns one trial, key = <c>sweep/trial</c>: trains it once at a time, on the silo that leased it.</summary>
/// <remarks>A trial is a pure function of its spec, so that asking twice, or on two silos, gives the same bits.</remarks>
[Alias("symmetry.trial")]
public interface ITrialGrain : IGrainWithStringKey
{
    /// <summary>Trains, in a slot of this silo, and answers everybody who asked.</summary>
    /// <param name="stop">Gives up.</param>
    /// <returns>The trial's row, not yet committed. A training that throws gives a row that says so.</returns>
    /// <exception cref="RefusedException">There is no such sweep or trial.</exception>
    [Alias("run")]
    Task<TrialRow> RunAsync(CancellationToken stop = default);

    /// <summary>Whether the trial waits, trains, or is idle here.</summary>
    [Alias("inspect")]
    Task<TrialState> InspectAsync();

    /// <summary>Stops a training that is under way. Nothing happens if there is none.</summary>
    [Alias("stop")]
    Task StopAsync();
}

/// <summary>What a trial grain is doing.</summary>
[GenerateSerializer]
[Alias("symmetry.trial-state")]
public enum TrialState
{
    /// <summary>Nothing.</summary>
    Idle,

    /// <summary>Waiting for a slot.</summary>
    Waiting,

    /// <summary>Training.</summary>
    Training,
}
