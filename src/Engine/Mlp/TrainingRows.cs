namespace Symmetry.Engine.Mlp;

/// <summary>The rows that a training passes in each epoch, in the order that <see cref="Reference"/> defines.</summary>
internal sealed class TrainingRows
{
    private readonly int[] order;
    private readonly int[] places;
    private readonly Func<int, int[]>? rowsOf;

    /// <summary>The same rows in every epoch.</summary>
    public TrainingRows(ReadOnlySpan<int> rows)
    {
        order = rows.ToArray();
        places = order;
    }

    /// <summary>Other rows in every epoch.</summary>
    /// <param name="rowsOf">The rows of an epoch, from 0; the same number in every epoch.</param>
    public TrainingRows(Func<int, int[]> rowsOf)
    {
        this.rowsOf = rowsOf;
        order = (int[])rowsOf(0).Clone();
        places = [.. Enumerable.Range(0, order.Length)];
    }

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
        foreach (var row in order)
        {
            if ((uint)row >= (uint)features.Rows || row >= labels.Length)
            {
                throw new ArgumentException(
                    $"Row {row} is out of range: the matrix has {features.Rows} rows, and there are {labels.Length} labels.", nameof(features));
            }

            if (labels[row] >= classes)
            {
                throw new ArgumentException(
                    $"Row {row} has label {labels[row]}, and the network has classes 0 to {classes - 1}.", nameof(labels));
            }
        }
    }
}
