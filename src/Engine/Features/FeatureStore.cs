namespace Symmetry.Engine.Features;

/// <summary>The feature matrices that trials on one silo share, within a bound on memory. Thread-safe.</summary>
/// <param name="mostBytes">Matrices beyond this many bytes are forgotten, the least recently used first.</param>
public sealed class FeatureStore(long mostBytes = 256L << 20)
{
    /// <summary>The bound on the memory of the matrices that are kept, in bytes. Default 256 MiB.</summary>
    public long MostBytes { get; } = mostBytes;
}
