namespace Symmetry.Grains.Sweeps;

/// <summary>Where a coordinator or the catalog runs, and what it knows about the silos. Orleans is behind it, or a simulation.</summary>
internal interface IPlacement
{
    /// <summary>The number of active silos, with this one.</summary>
    int ActiveSilos { get; }

    /// <summary>Whether a silo was declared dead.</summary>
    /// <param name="silo">Its address.</param>
    bool IsDead(string silo);

    /// <summary>Ends this activation when its calls have ended. The next call starts another one.</summary>
    void Deactivate();

    /// <summary>Moves to another active silo; deactivates if there is none.</summary>
    void MoveAway();
}
