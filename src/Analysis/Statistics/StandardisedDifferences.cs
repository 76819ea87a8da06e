using System.Numerics;

namespace Symmetry.Analysis.Statistics;

/// <summary>The differences between all cells, each summed over replicates and divided by what makes it comparable with the others.</summary>
/// <remarks>
/// Paired t of a difference d is an increasing function of u = Σd / √(n·Σd²): t = u·√(n − 1)/√(1 − u²). Flipping signs changes Σd and leaves
/// Σd² alone, so comparing u under flips compares t, and u of two cells is (sum of the one − sum of the other) × a weight. The values of
/// a replicate are centred on their mean, which changes no difference. Differences within <see cref="Tie"/> of the values are ties: u = 0.
/// </remarks>
internal sealed class StandardisedDifferences
{
    /// <summary>Up to which part of the values a difference is rounding: 10⁻⁹.</summary>
    public const double Tie = 1e-9;

    private readonly double[] sizes;

    /// <summary>Prepares the values.</summary>
    /// <param name="values">One array per cell with one finite value per replicate.</param>
    public StandardisedDifferences(IReadOnlyList<double[]> values)
    {
        (Cells, Replicates) = (values.Count, values[0].Length);
        (Values, sizes, Sums) = (new double[Replicates * Cells], new double[Cells], new double[Cells]);

        // A power of two, so that squares neither overflow nor vanish and no bit of a value changes.
        var largest = values.Max(cell => cell.Max(Math.Abs));
        var exponent = largest > 0 ? -Math.ILogB(largest) : 0;
        for (var replicate = 0; replicate < Replicates; replicate++)
        {
            var row = Values.AsSpan(replicate * Cells, Cells);
            var sum = 0.0;
            for (var cell = 0; cell < Cells; cell++)
            {
                row[cell] = Math.ScaleB(values[cell][replicate], exponent);
                sizes[cell] = Math.Max(sizes[cell], Math.Abs(row[cell]));
                sum += row[cell];
            }

            var mean = sum / Cells;
            for (var cell = 0; cell < Cells; cell++)
            {
                row[cell] -= mean;
                Sums[cell] += row[cell];
            }
        }
    }

    /// <summary>How many cells there are.</summary>
    public int Cells { get; }

    /// <summary>How many replicates there are.</summary>
    public int Replicates { get; }

    /// <summary>The centred values: replicates × cells.</summary>
    public double[] Values { get; }

    /// <summary>The sum of each cell's centred values.</summary>
    public double[] Sums { get; }

    /// <summary>The weights 1/√(n·Σd²) of the differences between consecutive cells and one; 0 for ties.</summary>
    /// <param name="cell">The one cell.</param>
    /// <param name="first">The first of the others; the cell itself may be among them and ties with itself.</param>
    /// <param name="weights">One for each of the others.</param>
    public void Weigh(int cell, int first, Span<double> weights)
    {
        // Both loops do the same operations on each element, so that the width of the vectors changes no bit.
        var (lanes, i) = (Vector<double>.Count, 0);
        for (; i <= weights.Length - lanes; i += lanes)
        {
            var squares = Vector<double>.Zero;
            for (var at = 0; at < Values.Length; at += Cells)
            {
                var difference = new Vector<double>(Values, at + first + i) - new Vector<double>(Values[at + cell]);
                squares += difference * difference;
            }

            var rounding = Vector.MaxNative(new Vector<double>(sizes, first + i), new Vector<double>(sizes[cell])) * Tie;
            var weight = Vector<double>.One / Vector.SquareRoot(squares * Replicates);
            Vector.ConditionalSelect(Vector.GreaterThan(squares, rounding * rounding * Replicates), weight, Vector<double>.Zero).CopyTo(weights[i..]);
        }

        for (; i < weights.Length; i++)
        {
            var squares = 0.0;
            for (var at = 0; at < Values.Length; at += Cells)
            {
                var difference = Values[at + first + i] - Values[at + cell];
                squares += difference * difference;
            }

            var rounding = Math.Max(sizes[first + i], sizes[cell]) * Tie;
            weights[i] = squares > rounding * rounding * Replicates ? 1 / Math.Sqrt(squares * Replicates) : 0;
        }
    }

    /// <summary>u of every cell minus one, as observed.</summary>
    /// <param name="cell">The one cell.</param>
    /// <param name="differences">One for each cell.</param>
    public void Observe(int cell, Span<double> differences)
    {
        Weigh(cell, 0, differences);
        for (var other = 0; other < Cells; other++)
        {
            differences[other] *= Sums[other] - Sums[cell];
        }
    }
}
