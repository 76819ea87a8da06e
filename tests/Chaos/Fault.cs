namespace Symmetry.Chaos;

/// <summary>What the nemesis can do.</summary>
internal enum Fault
{
    /// <summary>SIGKILL for a silo; it is started again.</summary>
    Kill,

    /// <summary>SIGKILL for the silo with the coordinator.</summary>
    KillCoordinator,

    /// <summary>SIGKILL for all silos.</summary>
    KillAll,

    /// <summary>SIGTERM for a silo.</summary>
    Drain,

    /// <summary>SIGSTOP for a silo, for less time than it takes to be declared dead.</summary>
    Pause,

    /// <summary>SIGSTOP for a silo, until others have declared it dead and its leases are over.</summary>
    Freeze,

    /// <summary>PostgreSQL is stopped with -m immediate, and started again.</summary>
    CrashDatabase,

    /// <summary>A silo's network is cut for less time than it takes to be declared dead.</summary>
    Cut,

    /// <summary>A silo's network is cut, until others have declared it dead and its leases are over.</summary>
    Partition,
}

/// <summary>A fault at a moment of a sweep.</summary>
/// <param name="What">What happens.</param>
/// <param name="AtTrial">When so many results are durable.</param>
/// <param name="Silo">To which silo, where it is one.</param>
internal readonly record struct PlannedFault(Fault What, long AtTrial, int Silo);
