using Symmetry.Engine.Data;
using Symmetry.Hosting;

namespace Symmetry.Client.Sweeps;

/// <summary>Which store is meant.</summary>
internal sealed record StoreOptions(string Data, int Slots)
{
    /// <summary>The cluster that is meant instead of the folder; null for the folder.</summary>
    public ClusterAddress? Cluster { get; init; }

    /// <summary>Tells the user what is waited for.</summary>
    public Action<string> Note { get; init; } = _ => { };

    /// <summary>Custom images that are copied into the folder before it is opened; null for none.</summary>
    public ImageSet? Images { get; init; }

    /// <summary>Whether results are written into the folder without running trials; it is created if it does not exist. Default false.</summary>
    public bool WritesOnly { get; init; }

    /// <summary>The folder of the data sets in the folder of the store.</summary>
    public DataSetFolder DataSets => new(Path.Combine(Data, "data-sets"));

    /// <summary>The port of loopback where this process serves the live page while the store is open, 0 for a free one; null for no page.</summary>
    public int? Web { get; init; }
}
