using Symmetry.Engine.Data;
using Symmetry.Engine.Mlp;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Features;

/// <summary>The feature tables that trials on one silo share, within a bound on memory. Thread-safe.</summary>
/// <remarks>
/// A table depends on (feature map, fill, binarised or not, P) only. It is computed once, by the first who asks; others wait for it. Trials of
/// one replicate share P across cells, so that a table of a P is used a few times in a row and then never again.
/// </remarks>
/// <param name="mostBytes">Tables beyond this many bytes are forgotten, the least recently used first, but for the last few.</param>
public sealed class FeatureStore(long mostBytes = 32L << 20)
{
    // So many are kept whatever their size: a few large ones that take turns are not computed again and again.
    private const int LeastKept = 6;

    private readonly Lock gate = new();
    private readonly Dictionary<(ShiftFill Fill, bool Binarised), Lazy<ImageSet>> enlarged = [];
    private readonly LinkedList<(Key Key, Lazy<FeatureTable> Table)> recent = new();

    /// <summary>The bound on the memory of the tables that are kept, in bytes. Default 32 MiB: what is
    /// forgotten waits for the collector, which is in no hurry as long as much is kept.</summary>
    public long MostBytes { get; } = mostBytes;

    /// <summary>The table of a trial.</summary>
    /// <param name="settings">Which map, and which fill.</param>
    /// <param name="draws">Which P, for the maps that have one.</param>
    public FeatureTable Get(TrialSettings settings, Draws draws)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var key = settings.HasPermutation
            ? new Key(settings.Features, settings.ShiftFill, settings.Binarised, draws.Seed, draws.Permutation)
            : new Key(settings.Features, settings.ShiftFill, settings.Binarised, 0, 0);
        return Find(key, draws).Value;
    }

    /// <summary>The enlarged images of a trial, before any feature map.</summary>
    /// <param name="settings">Which fill, and whether they are binarised.</param>
    public ImageSet Images(TrialSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        lock (gate)
        {
            return Enlarged(settings.ShiftFill, settings.Binarised).Value;
        }
    }

    private Lazy<FeatureTable> Find(Key key, Draws draws)
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
                if (bytes > MostBytes && kept >= LeastKept)
                {
                    recent.Remove(node);
                }

                kept++;
                node = next;
            }

            var images = Enlarged(key.Fill, key.Binarised);
            var table = new Lazy<FeatureTable>(() => Compute(images.Value, key.Features, draws));
            recent.AddFirst((key, table));
            return table;
        }
    }

    // Under the gate.
    private Lazy<ImageSet> Enlarged(ShiftFill fill, bool binarised)
    {
        if (!enlarged.TryGetValue((fill, binarised), out var images))
        {
            images = new Lazy<ImageSet>(() => binarised
                ? Enlargement.Of(Digits.Images, fill).Binarised()
                : Enlargement.Of(Digits.Images, fill));
            enlarged.Add((fill, binarised), images);
        }

        return images;
    }

    private static FeatureTable Compute(ImageSet images, FeatureMapKind features, Draws draws)
    {
        var hasPermutation = features is FeatureMapKind.Permutation or FeatureMapKind.RelativeSign;
        var permutation = hasPermutation ? PixelPermutation.Draw(images.Pixels, draws) : null;
        return new FeatureTable(images, FeatureMap.Of(features, images.Height, images.Width, permutation));
    }

    private readonly record struct Key(FeatureMapKind Features, ShiftFill Fill, bool Binarised, long Seed, uint Permutation);
}
