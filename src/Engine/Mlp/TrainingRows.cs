namespace Symmetry.Engine.Mlp;

/// <summary>The rows that a training passes in each epoch, in the order that <see cref="Reference"/> defines.</summary>
internal sealed class TrainingRows
{
    private readonly int[] order;
    private readonly int[] places;
    private readonly Func<int, int[]>? rowsOf;

    /// <summary>The same rows in every epoch.</summary>
    /// <param name="rows">The rows; with copies, the numbers of their orbits.</param>
    /// <param name="copies">Matrix rows per orbit, one after the other, over which the first layer is shared; null for a layer that is not.</param>
    public TrainingRows(ReadOnlySpan<int> rows, int? copies = null)
    {
        order = rows.ToArray();
        places = order;
        Copies = copies;
    }

    /// <summary>Other rows in every epoch.</summary>
    /// <param name="rowsOf">The rows of an epoch, from 0; the same number in every epoch.</param>
    public TrainingRows(Func<int, int[]> rowsOf)
    {
        this.rowsOf = rowsOf;
        order = (int[])rowsOf(0).Clone();
        places = [.. Enumerable.Range(0, order.Length)];
    }

    /// <summary>The number of matrix rows of each orbit in <see cref="Order"/>; null if it has rows.</summary>
    public int? Copies { get; }

    /// <summary>The rows of the last epoch, in its order; before the first epoch, its rows.</summary>
    public ReadOnlySpan<int> Order => order;

    /// <summary>Puts the rows of an epoch into its order. Epochs come one after the other, from 0.</summary>
    /// <param name="epoch">The epoch.</param>
    /// <param name="indices">The streams of the orders.</param>
    /// <param name="features">The matrix in which the rows must be.</param>
    /// <param name="labels">The class of each row.</param>
    /// <param name="classes">The number of classes.</param>
    /// <exception cref="ArgumentException">A row or label is out of range.</exception>
    public void Shuffle(int epoch, StreamIndices indices, FeatureMatrix features, ReadOnlySpan<byte> labels, int classes)
    {
        indices.Stream(Purpose.Order, (uint)epoch).Shuffle(places.AsSpan());
        if (rowsOf is null)
        {
            return;
        }

        var rows = rowsOf(epoch);
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = rows[places[i]];
        }

        Check(features, labels, classes);
    }

    /// <summary>Checks <see cref="Order"/>, because the kernels work with pointers.</summary>
    /// <exception cref="ArgumentException">A row or label is out of range.</exception>
    public void Check(FeatureMatrix features, ReadOnlySpan<byte> labels, int classes)
    {
        var copies = Copies ?? 1;
        foreach (var item in order)
        {
            var last = ((item + 1L) * copies) - 1;
            if (item < 0 || last >= features.Rows || last >= labels.Length)
            {
                throw new ArgumentException(
                    $"Row {last} is out of range: the matrix has {features.Rows} rows, and there are {labels.Length} labels.", nameof(features));
            }

            var label = labels[item * copies];
            if (label >= classes)
            {
                throw new ArgumentException(
                    $"Row {item * copies} has label {label}, and the network has classes 0 to {classes - 1}.", nameof(labels));
            }
        }
    }
}
