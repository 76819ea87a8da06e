namespace Symmetry.Chaos;

/// <summary>A fault that the nemesis can inject.</summary>
internal enum Fault
{
    /// <summary>SIGKILL to a silo, which is then restarted.</summary>
    Kill,

    /// <summary>SIGKILL to the coordinator's silo.</summary>
    KillCoordinator,

    /// <summary>SIGKILL to all silos.</summary>
    KillAll,

    /// <summary>SIGTERM to a silo.</summary>
    Drain,

    /// <summary>SIGSTOP to a silo, too short for it to be declared dead.</summary>
    Pause,

    /// <summary>SIGSTOP to a silo until the others have declared it dead and its leases have expired.</summary>
    Freeze,

    /// <summary>PostgreSQL is stopped with -m immediate and restarted.</summary>
    CrashDatabase,

    /// <summary>A silo's network is cut, too short for it to be declared dead.</summary>
    Cut,

    /// <summary>A silo's network is cut until the others have declared it dead and its leases have expired.</summary>
    Partition,
}
