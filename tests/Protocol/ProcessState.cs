namespace Symmetry.Protocol;

/// <summary>The state of a process.</summary>
internal enum ProcessState
{
    /// <summary>It runs.</summary>
    Running,

    /// <summary>It is stopped, as by SIGSTOP: what would happen in it waits.</summary>
    Frozen,

    /// <summary>It has ended: nothing happens in it any more.</summary>
    Dead,
}
