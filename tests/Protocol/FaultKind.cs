namespace Symmetry.Protocol;

/// <summary>What can go wrong.</summary>
internal enum FaultKind
{
    /// <summary>A silo is killed, and started again at the end.</summary>
    Kill,

    /// <summary>All silos are killed, and started again at the end.</summary>
    KillAll,

    /// <summary>A silo is asked to stop, and started again at the end.</summary>
    Stop,

    /// <summary>A silo is frozen until the end. If it was declared dead, it runs on for a moment before it learns that.</summary>
    Freeze,

    /// <summary>A silo is cut off from the others, but not from the store.</summary>
    Isolate,

    /// <summary>Requests and answers are lost, delayed and doubled.</summary>
    BadNetwork,

    /// <summary>The store refuses every statement, or breaks the connection after it.</summary>
    StoreRefuses,

    /// <summary>The store does not answer until the end. Some of the statements are executed then.</summary>
    StoreIsSilent,

    /// <summary>The store takes up to three seconds for a statement.</summary>
    StoreIsSlow,

    /// <summary>The store falls back to an earlier state.</summary>
    StoreFallsBack,

    /// <summary>A stored row is damaged.</summary>
    RowIsDamaged,

    /// <summary>The cluster forgets where a coordinator or the catalog is: the next call may start another one.</summary>
    SecondActivation,

    /// <summary>A coordinator or the catalog is deactivated.</summary>
    Deactivation,

    /// <summary>The wall clock of a silo is set.</summary>
    WallClockIsSet,

    /// <summary>A client cancels a sweep, and resumes it at the end.</summary>
    CancelAndResume,
}
