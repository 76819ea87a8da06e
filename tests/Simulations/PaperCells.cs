using System.Globalization;

namespace Symmetry.Simulations;

/// <summary>What 1,000 replicates of the paper's ten cells found, by the protocol of <c>symmetry paper</c>: the real shapes.</summary>
/// <remarks>PaperCells.csv says which command made it.</remarks>
internal static class PaperCells
{
    public const int Total = 1800;

    private static readonly (string[] Names, int[][] Counts) File = Read();

    /// <summary>The ten cells, those without a symmetry once for X and once for −X.</summary>
    public static string[] Names => File.Names;

    /// <summary>For each of them its correct counts of 1,800 in replicate order.</summary>
    public static int[][] Counts => File.Counts;

    /// <summary>Distributions to draw replicates from: those 1,000, each as likely.</summary>
    public static Shape[] Shapes { get; } =
    [
        .. Names.Select((name, i) => new Shape(name, Total, dice => (double)Counts[i][dice.Below(Counts[i].Length)] / Total, binomial: false)),
    ];

    private static (string[] Names, int[][] Counts) Read()
    {
        using var stream = typeof(PaperCells).Assembly.GetManifestResourceStream("PaperCells.csv")!;
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').ToList();
        var names = lines[0].Split(',');
        var rows = lines.Skip(1).Select(line => line.Split(',').Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray()).ToList();
        return (names, [.. names.Select((_, column) => rows.Select(row => row[column]).ToArray())]);
    }
}
