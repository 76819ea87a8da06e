namespace Symmetry.Grains.Configuration;

/// <summary>Options of the distribution.</summary>
public sealed class DistributionOptions
{
    /// <summary>The number of trials that run at once on this silo; 0 for none. Default: one per core.</summary>
    public int Slots { get; set; } = Environment.ProcessorCount;

    /// <summary>Whether this silo has a store. Without one it runs neither the catalog nor coordinators. Default true.</summary>
    public bool HasStore { get; set; } = true;

    /// <summary>Whether the store is read-only. Default false.</summary>
    public bool ReadOnly { get; set; }

    /// <summary>Whether this silo runs sweeps whose trials are programs, which then have all its rights. Default false.</summary>
    public bool AllowPrograms { get; set; }

    /// <summary>Whether the sweep submitted last is run first, alone. Default false: sweeps share the slots.</summary>
    public bool LatestFirst { get; set; }

    /// <summary>How long a trial may take before it counts as hung and the attempt as failed. Default 6 hours.</summary>
    public TimeSpan MaxTraining { get; set; } = TimeSpan.FromHours(6);

    /// <summary>How long a silo may go without a report before its leases expire. Default 10 s.</summary>
    public TimeSpan LeaseExpiry { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the writes of a coordinator may fail before it moves to another active silo. Default 20 s.</summary>
    /// <remarks>Its silo may have lost only the database, so that its peers do not declare it dead.</remarks>
    public TimeSpan MaxStoreSilence { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The maximum number of trials in one lease. Default 32,768.</summary>
    public int MaxLeased { get; set; } = 32_768;

    /// <summary>How much work a silo holds, in time. Default 2 s.</summary>
    public TimeSpan WorkHeld { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often a silo reports results. Default 500 ms.</summary>
    public TimeSpan ExchangeInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often an idle silo asks for work. Default 250 ms.</summary>
    public TimeSpan IdleInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often the watchdog wakes unfinished sweeps. Default 15 s.</summary>
    public TimeSpan WatchInterval { get; set; } = TimeSpan.FromSeconds(15);
}
