using System.Globalization;

namespace Symmetry.Simulations;

/// <summary>The results of 1,000 replicates of each cell of a real sweep, used as empirical distributions.</summary>
/// <remarks>Each file in Cells/ names the command that created it.</remarks>
internal sealed class RealCells
{
    private const int Total = 1800;

    private readonly Dictionary<string, int[]> counts;

    private RealCells(string file)
    {
        using var stream = typeof(RealCells).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').ToList();
        var rows = lines.Skip(1).Select(line => line.Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray()).ToList();
        Names = lines[0].Split(',');
        counts = Names.Select((name, column) => (name, rows.Select(row => row[column]).ToArray())).ToDictionary();
        Shapes = [.. Names.Select(name => new Shape(name, Total, dice => (double)counts[name][dice.Below(counts[name].Length)] / Total, binomial: false))];
    }

    /// <summary>The paper's ten cells, on which the default interval was chosen.</summary>
    public static RealCells Paper { get; } = new("Paper.csv");

    /// <summary>The same ten with other random numbers.</summary>
    public static RealCells PaperAgain { get; } = new("PaperAgain.csv");

    /// <summary>Twelve cells of another protocol: Adam, ReLU, another width, half of the training images.</summary>
    public static RealCells OtherProtocol { get; } = new("OtherProtocol.csv");

    /// <summary>The cells, those without a symmetry once for X and once for −X.</summary>
    public string[] Names { get; }

    /// <summary>The distributions from which replicates are drawn: the 1,000 results, with equal probability.</summary>
    public Shape[] Shapes { get; }

    /// <summary>The correct counts of 1,800 in replicate order.</summary>
    public int[] CountsOf(string name) => counts[name];

    /// <summary>The mean accuracy of the 1,000 results, the true value of the simulations.</summary>
    public double TruthOf(Shape shape) => counts[shape.Name].Average() / Total;
}
