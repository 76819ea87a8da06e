namespace Symmetry.Grains;

/// <summary>What an operator may set about the distribution.</summary>
public sealed class DistributionOptions
{
    /// <summary>Trainings at once on this silo; 0 for none. Default: one a core.</summary>
    public int Slots { get; set; } = Environment.ProcessorCount;

    /// <summary>Whether the store is only read. Default false.</summary>
    public bool ReadOnly { get; set; }

    /// <summary>Whether sweeps submitted last, or once more, are worked at first. Default false: the oldest first.</summary>
    public bool LatestFirst { get; set; }

    /// <summary>How long a training may take before it counts as hanging, and the attempt as failed. Default 6 hours.</summary>
    public TimeSpan MaxTraining { get; set; } = TimeSpan.FromHours(6);

    /// <summary>How long a silo keeps its trials without being heard of. Default 10 s.</summary>
    public TimeSpan LeaseExpiry { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a coordinator whose writes fail keeps its place, where another silo could take it. Default 20 s.</summary>
    /// <remarks>Its silo may be cut off from the database alone, so that its peers do not declare it dead.</remarks>
    public TimeSpan MaxStoreSilence { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The most trials that are handed out in one lease. Default 32,768.</summary>
    public int MaxLeased { get; set; } = 32_768;

    /// <summary>How much work a silo holds. Default 2 s.</summary>
    public TimeSpan WorkHeld { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often a silo brings results that are waiting. Default 500 ms.</summary>
    public TimeSpan ExchangeInterval { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often a silo that has no work asks for some. Default 250 ms.</summary>
    public TimeSpan IdleInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How often unfinished sweeps are woken. Default 15 s.</summary>
    public TimeSpan WatchInterval { get; set; } = TimeSpan.FromSeconds(15);
}
