namespace Symmetry.Chaos.Faults;

/// <summary>Something that goes wrong during a sweep.</summary>
internal interface IFault
{
    /// <summary>A short name for reports.</summary>
    string Name { get; }

    /// <summary>Whether a client that waits for the sweep's end may see it cancelled.</summary>
    bool Cancels => false;

    /// <summary>Strikes, and mends what does not mend itself, except that stopped silos stay down.</summary>
    /// <param name="target">What it strikes.</param>
    /// <param name="silo">The number of the silo it strikes, for faults of a single silo.</param>
    /// <param name="stop">Cancels.</param>
    Task StrikeAsync(FaultTarget target, int silo, CancellationToken stop);
}
