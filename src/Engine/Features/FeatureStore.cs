using Symmetry.Engine.Data;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Features;

/// <summary>The feature tables that trials on one silo share, within a bound on memory. Thread-safe.</summary>
/// <remarks>
/// A table depends on (feature map, images, fill, enlarged or not, binarised or not, P) only. It is computed once, by the first who asks; others wait for it. Trials of
/// one replicate share P across cells, so that a table of a P is used a few times in a row and then never again.
/// </remarks>
/// <param name="mostBytes">Tables beyond this many bytes are forgotten, the least recently used first, but for the last few.</param>
/// <param name="dataSets">Where images are found that are not the embedded digits; none by default.</param>
public sealed class FeatureStore(long mostBytes = 32L << 20, IDataSets? dataSets = null)
{
    // So many are kept whatever their size: a few large ones that take turns are not computed again and again.
    private const int MinKept = 6;

    private readonly Lock gate = new();
    // Of the digits all, of others the last two: they may be large.
    private const int OthersKept = 2;

    private readonly IDataSets sets = dataSets ?? new LoadedDataSets();
    private readonly LinkedList<(Preparation Key, Lazy<ImageSet> Images)> prepared = new();
    private readonly LinkedList<(Key Key, Lazy<FeatureTable> Table)> recent = new();

    /// <summary>The bound on the memory of the tables that are kept, in bytes. Default 32 MiB: what is
    /// forgotten waits for the collector, which is in no hurry as long as much is kept.</summary>
    public long MaxBytes { get; } = mostBytes;

    /// <summary>The table of a trial.</summary>
    /// <param name="settings">Which map, and which fill.</param>
    /// <param name="draws">Which P, for the maps that have one.</param>
    public FeatureTable Get(TrialSettings settings, StreamIndices draws)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var key = settings.HasPermutation
            ? new Key(settings.Features, settings.OwnFeatures, Preparation.Of(settings), draws.Seed, draws.Permutation)
            : new Key(settings.Features, settings.OwnFeatures, Preparation.Of(settings), 0, 0);
        return ValueOf(Find(key, settings, draws));
    }

    /// <summary>The enlarged images of a trial, before any feature map.</summary>
    /// <param name="settings">Which images and fill, and whether they are enlarged and binarised.</param>
    /// <exception cref="DataSetException">The images are not here.</exception>
    public ImageSet Images(TrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        Lazy<ImageSet> images;
        lock (gate)
        {
            images = Prepared(Preparation.Of(settings));
        }

        return ValueOf(images);
    }

    // What cannot be read now may be there later, so that a failure is not kept.
    private T ValueOf<T>(Lazy<T> lazy)
    {
        try
        {
            return lazy.Value;
        }
        catch
        {
            lock (gate)
            {
                recent.Clear();
                prepared.Clear();
            }

            throw;
        }
    }

    private Lazy<FeatureTable> Find(Key key, TrialSettings settings, StreamIndices draws)
    {
        lock (gate)
        {
            var node = recent.First;
            var bytes = 0L;
            var kept = 0;
            while (node is not null)
            {
                var next = node.Next;
                if (node.Value.Key == key)
                {
                    recent.Remove(node);
                    recent.AddFirst(node);
                    return node.Value.Table;
                }

                // A table that is still being computed counts once it is there.
                bytes += node.Value.Table.IsValueCreated ? node.Value.Table.Value.Matrix.Bytes : 0;
                if (bytes > MaxBytes && kept >= MinKept)
                {
                    recent.Remove(node);
                }

                kept++;
                node = next;
            }

            var images = Prepared(key.Images);
            var table = new Lazy<FeatureTable>(() => Compute(images.Value, settings, draws));
            recent.AddFirst((key, table));
            return table;
        }
    }

    // Under the gate.
    private Lazy<ImageSet> Prepared(Preparation key)
    {
        var others = 0;
        for (var node = prepared.First; node is not null;)
        {
            var next = node.Next;
            if (node.Value.Key == key)
            {
                prepared.Remove(node);
                prepared.AddFirst(node);
                return node.Value.Images;
            }

            others += node.Value.Key.Data.IsEmbedded ? 0 : 1;
            if (others > OthersKept)
            {
                prepared.Remove(node);
            }

            node = next;
        }

        var images = new Lazy<ImageSet>(() => Prepare(key));
        prepared.AddFirst((key, images));
        return images;
    }

    private ImageSet Prepare(Preparation key)
    {
        var images = key.Data.IsEmbedded ? Digits.Images : sets.Read(key.Data);
        images = key.Enlarged ? Enlargement.Of(images, key.Fill) : images;
        return key.Binarised ? images.Binarised() : images;
    }

    private static FeatureTable Compute(ImageSet images, TrialSettings settings, StreamIndices draws)
    {
        var permutation = settings.HasPermutation ? PixelPermutation.Draw(images.Pixels, draws) : null;
        return new FeatureTable(images, FeatureMap.Of(settings, images.Height, images.Width, permutation));
    }

    // What is done to images before any feature map; the fill says nothing where nothing is shifted.
    private readonly record struct Preparation(DataSet Data, bool Enlarged, ShiftFill Fill, bool Binarised)
    {
        public static Preparation Of(TrialSettings settings) =>
            new(settings.Data, settings.Enlarged, settings.Enlarged ? settings.ShiftFill : default, settings.Binarised);
    }

    private readonly record struct Key(FeatureMapKind Features, string Own, Preparation Images, long Seed, uint Permutation);
}
