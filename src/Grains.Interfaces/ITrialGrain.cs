namespace Symmetry.Grains;

/// <summary>Owns one trial, key = <c>sweep/trial</c>: runs it at most once at a time, on the silo that leased it.</summary>
/// <remarks>A trial is a pure function of its specification, so running it twice, or on two silos, gives the same bits.</remarks>
[Alias("symmetry.trial")]
[GrainInterfaceType(TypeName)]
[SiloOnly]
public interface ITrialGrain : IGrainWithStringKey
{
    /// <summary>The name of this interface in references to grains.</summary>
    public const string TypeName = "Symmetry.Grains.ITrialGrain";

    /// <summary>Runs the trial in a slot of this silo. Calls while it runs share the result.</summary>
    /// <returns>The trial's row, not yet committed. A trial that throws gives a row with the reason.</returns>
    /// <exception cref="RefusedException">The sweep or trial does not exist.</exception>
    [Alias("run")]
    Task<TrialRow> RunAsync();

    /// <summary>Stops the trial if it runs.</summary>
    [Alias("stop")]
    Task StopAsync();
}
