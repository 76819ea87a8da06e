using System.Globalization;

namespace Symmetry.Simulations;

/// <summary>The results of 1,000 or 200 replicates of each cell of a real sweep, used as empirical distributions.</summary>
/// <remarks>Each file in Cells/ names the command that created it.</remarks>
internal sealed class RealCells
{
    private const int Total = 1800;

    private readonly Dictionary<string, int[]> counts;

    private RealCells(string name, string file)
    {
        using var stream = typeof(RealCells).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').ToList();
        var rows = lines.Skip(1).Select(line => line.Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray()).ToList();
        Name = name;
        Names = lines[0].Split(',');
        counts = Names.Select((cell, column) => (cell, rows.Select(row => row[column]).ToArray())).ToDictionary();
        Shapes = [.. Names.Select(cell => Resampled(cell, counts[cell]))];
    }

    /// <summary>The paper's ten cells.</summary>
    public static RealCells Paper { get; } = new("paper", "Paper.csv");

    /// <summary>Twelve cells of another protocol: Adam, ReLU, another width, half of the training images.</summary>
    public static RealCells Adam { get; } = new("adam", "Adam.csv");

    /// <summary>Eight cells of a third protocol: two wider layers, two learning rates, a quarter of the training images.</summary>
    public static RealCells Wide { get; } = new("wide", "Wide.csv");

    /// <summary>The 36 cells of examples/race.yaml, 200 replicates.</summary>
    public static RealCells Race { get; } = new("race.yaml", "Race.csv");

    /// <summary>The 36 cells of examples/learning-rates.yaml, 200 replicates; its two best cells nearly tie.</summary>
    public static RealCells LearningRates { get; } = new("learning-rates.yaml", "LearningRates.csv");

    /// <summary>Those with 1,000 replicates.</summary>
    public static RealCells[] All { get; } = [Paper, Adam, Wide];

    /// <summary>How tables call the sweep.</summary>
    public string Name { get; }

    /// <summary>The cells, those without a symmetry once for X and once for −X.</summary>
    public string[] Names { get; }

    /// <summary>The distributions from which replicates are drawn: the file's results, with equal probability.</summary>
    public Shape[] Shapes { get; }

    /// <summary>The correct counts of 1,800 in replicate order.</summary>
    public int[] CountsOf(string name) => counts[name];

    /// <summary>The distribution of a cell.</summary>
    public Shape ShapeOf(string name) => Shapes[Array.IndexOf(Names, name)];

    private static Shape Resampled(string name, int[] counts) => new(name, Total, counts.Average() / Total, dice => counts[dice.Below(counts.Length)]);
}
