using Symmetry.Engine.Data;

namespace Symmetry.Engine.Features;

/// <summary>The images and feature tables that the trials of a silo share, within a bound on memory. Thread-safe.</summary>
/// <remarks>
/// A table depends on the feature map, the prepared images and P only. The trials of one replicate share P across cells, so a
/// table with a P is used a few times in a row and then never again.
/// </remarks>
public sealed class FeatureStore
{
    // A few tables are kept whatever their size: large ones that take turns are not computed again and again.
    private const int MinTablesKept = 6;

    // Prepared digits are always kept; of other data sets, which may be large, the last two.
    private const int OtherImagesKept = 2;

    private readonly RecentValues<ImagePreparation, ImageSet> images;
    private readonly RecentValues<Key, FeatureTable> tables;

    /// <summary>Creates a store without tables.</summary>
    /// <param name="maxBytes">The bound on the memory of the tables. Default 32 MiB: with a larger bound, dropped
    /// tables would stay in memory for longer, because the garbage collector runs less often.</param>
    /// <param name="dataSets">Finds images other than the embedded digits. Default: none.</param>
    public FeatureStore(long maxBytes = 32L << 20, IDataSets? dataSets = null)
    {
        var sets = dataSets ?? new LoadedDataSets();
        MaxBytes = maxBytes;
        images = new(key => key.Apply(key.Data.IsEmbedded ? Digits.Images : sets.Read(key.Data)), (key, _) => key.Data.IsEmbedded ? 0 : 1, OtherImagesKept, 0);
        tables = new(Compute, (_, table) => table.Matrix.Bytes, maxBytes, MinTablesKept);
    }

    /// <summary>The bound on the memory of the tables that are kept, in bytes.</summary>
    public long MaxBytes { get; }

    /// <summary>The prepared images, before any feature map.</summary>
    /// <exception cref="DataSetException">The images are missing.</exception>
    public ImageSet Images(ImagePreparation preparation) =>
        images.Get(preparation.Enlarged ? preparation : preparation with { Fill = default });

    /// <summary>The features of the prepared images.</summary>
    /// <param name="map">The feature map.</param>
    /// <param name="preparation">The images.</param>
    /// <param name="indices">The stream of P, for maps that have one.</param>
    /// <param name="withInversions">Whether the table has rows of −x where the map is not invariant. Default true.</param>
    /// <exception cref="DataSetException">The images are missing.</exception>
    public FeatureTable Table(IFeatureMapFactory map, ImagePreparation preparation, StreamIndices indices, bool withInversions = true)
    {
        ArgumentNullException.ThrowIfNull(map);
        var hasInversions = withInversions && !map.IsInvariant;
        return tables.Get(map.HasPermutation
            ? new Key(map, preparation, indices.Seed, indices.Permutation, hasInversions)
            : new Key(map, preparation, 0, 0, hasInversions));
    }

    private FeatureTable Compute(Key key)
    {
        var prepared = Images(key.Images);
        var permutation = key.Map.HasPermutation
            ? PixelPermutation.Draw(prepared.Pixels, new StreamIndices(key.Seed, 0, 0, 0, key.Permutation, 0))
            : null;
        return new FeatureTable(prepared, key.Map.CreateChecked(prepared.Height, prepared.Width, permutation), key.HasInversions);
    }

    private readonly record struct Key(IFeatureMapFactory Map, ImagePreparation Images, long Seed, uint Permutation, bool HasInversions);
}
