namespace Symmetry.Simulations;

/// <summary>Cells whose true means are known, with replicates that pair them.</summary>
/// <param name="Name">How tables call it.</param>
/// <param name="Means">The true mean of each cell.</param>
/// <param name="Sds">The standard deviation of a run of each cell.</param>
/// <param name="Draw">Fills cells × replicates.</param>
internal sealed record Grid(string Name, double[] Means, double[] Sds, Action<Dice, double[][]> Draw)
{
    /// <summary>Means plus noise of each run plus an effect of each replicate that all cells share; both have a standard deviation of 1.</summary>
    public static Grid Of(string name, double[] means, Noise noise) =>
        new(name, means, [.. means.Select(_ => Math.Sqrt(2))], (dice, values) =>
        {
            for (var replicate = 0; replicate < values[0].Length; replicate++)
            {
                var shared = dice.Normal();
                for (var cell = 0; cell < values.Length; cell++)
                {
                    values[cell][replicate] = means[cell] + shared + noise.Others(dice);
                }
            }
        });

    /// <summary>Replicates of a real sweep, drawn whole.</summary>
    public static Grid Of(RealCells cells)
    {
        var counts = Array.ConvertAll(cells.Names, cells.CountsOf);
        var means = Array.ConvertAll(counts, cell => cell.Average());
        return new Grid(
            $"{cells.Name}, {counts.Length} real cells",
            means,
            [.. counts.Zip(means, (cell, mean) => Math.Sqrt(cell.Average(count => (count - mean) * (count - mean))))],
            (dice, values) =>
            {
                for (var replicate = 0; replicate < values[0].Length; replicate++)
                {
                    var row = dice.Below(counts[0].Length);
                    for (var cell = 0; cell < values.Length; cell++)
                    {
                        values[cell][replicate] = counts[cell][row];
                    }
                }
            });
    }
}
