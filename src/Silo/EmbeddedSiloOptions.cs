using Symmetry.Hosting;

namespace Symmetry.Silo;

/// <summary>The options of an embedded silo.</summary>
public sealed record EmbeddedSiloOptions
{
    /// <summary>The folder of the store; created if it does not exist.</summary>
    public required string Data { get; init; }

    /// <summary>
    /// The number of trials that run at once. 0 opens the store read-only and without a lock, unless <see cref="WritesOnly"/>. Default: one per core.
    /// </summary>
    public int Slots { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether the store is opened for writing although no trial is run, as for imported results. Default false.</summary>
    public bool WritesOnly { get; init; }

    /// <summary>The data sets that trials train on. Default: the folder of the data sets in the folder of the store.</summary>
    public DataSetFolder? DataSets { get; init; }

    /// <summary>Whether the store is opened read-only.</summary>
    internal bool IsReadOnly => Slots == 0 && !WritesOnly;
}
