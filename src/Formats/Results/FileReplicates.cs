using Symmetry.Formats.Files;

namespace Symmetry.Formats.Results;

/// <summary>The replicates of files of results: which one each row is, and whether columns are crossed.</summary>
internal sealed class FileReplicates
{
    private readonly IReadOnlyList<FileFactor> factors;
    private readonly FileCells? combinations;

    private FileReplicates(IReadOnlyList<FileFactor> factors, FileCells? combinations, long[] of, ReplicateDesign design) =>
        (this.factors, this.combinations, Of, Design) = (factors, combinations, of, design);

    /// <summary>The replicate of each row.</summary>
    public long[] Of { get; }

    /// <summary>How many replicates there are, and what is crossed.</summary>
    public ReplicateDesign Design { get; }

    /// <summary>Finds the replicates.</summary>
    /// <param name="grid">The cells: without a column for replicates, the rows of each cell are counted.</param>
    /// <exception cref="DataFileException">An export has a replicate that is not a number, or too large.</exception>
    public static FileReplicates Find(FileGrid grid)
    {
        var rows = grid.Rows;
        var roles = rows.Files[0].Roles;
        if (roles.Export is not null)
        {
            return OfExport(rows);
        }

        if (roles.Replicates.IsEmpty)
        {
            var counts = new long[grid.Cells.Count];
            var counted = Array.ConvertAll(grid.Cells.Of, cell => counts[cell]++);
            return new FileReplicates([], null, counted, ReplicateDesign.Independent((int)counts.Max()));
        }

        int[] order = [.. Enumerable.Range(0, rows.Count)];
        var columns = roles.Replicates.Select((column, i) => FileFactor.Collect(column.Name, order, row =>
        {
            var (file, number) = rows.At(row);
            return rows.Files[file].Roles.Replicates[i].Text(number);
        }).Sort()).ToList();
        var tuples = new FileCells(columns, rows.Count);
        var design = columns.Count > 1 && tuples.IsComplete
            ? new ReplicateDesign { Named = [.. columns.Select(factor => new CrossedFactor(FactorName(factor.Name), factor.Texts.Count))] }
            : ReplicateDesign.Independent(tuples.Count);
        return new FileReplicates(columns, tuples, Array.ConvertAll(tuples.Of, number => (long)number), design);
    }

    /// <summary>A replicate in words: seed=3.</summary>
    public string Describe(long replicate) => combinations is null ? $"replicate={replicate}"
        : string.Join(", ", factors.Select(factor => $"{factor.Name}={factor.Texts[factor.Levels[combinations.FirstRows[(int)replicate]]]}"));

    private static FileReplicates OfExport(FileRows rows)
    {
        var of = new long[rows.Count];
        for (var i = 0; i < of.Length; i++)
        {
            var (file, row) = rows.At(i);
            var column = rows.Files[file].Roles.Replicates[0];
            var value = column.Kind is ColumnKind.Number ? column.Number(row) : double.NaN;
            of[i] = value >= 0 && value < ReplicateDesign.MaxReplicates && value == Math.Floor(value) ? (long)value
                : throw new DataFileException($"{rows.Place(i)} has '{column.Text(row)}' in column replicate; "
                    + $"expected a whole number from 0 to {Numbers.Count(ReplicateDesign.MaxReplicates - 1)}.");
        }

        return new FileReplicates([], null, of, Crossed(rows, of) ?? ReplicateDesign.Independent((int)of.Max() + 1));
    }

    // Null where the columns of levels are not those of a design.
    private static ReplicateDesign? Crossed(FileRows rows, long[] of)
    {
        var levels = rows.Files[0].Roles.Export!.Levels;
        if (levels.IsEmpty || rows.Files.Length > 1)
        {
            return null;
        }

        var sizes = levels.ToDictionary(
            column => column.Name[LevelColumn.Prefix.Length..], column => Enumerable.Range(0, of.Length).Max(row => (int)column.Number(row)) + 1);
        var design = sizes.Keys.Except(["seeds", "splits", "weights", "orders", "permutations"]).Any()
            ? new ReplicateDesign { Named = [.. sizes.Select(size => new CrossedFactor(size.Key, size.Value))] }
            : new ReplicateDesign
            {
                Seeds = sizes.GetValueOrDefault("seeds"),
                Splits = sizes.GetValueOrDefault("splits"),
                Weights = sizes.GetValueOrDefault("weights"),
                Orders = sizes.GetValueOrDefault("orders"),
                Permutations = sizes.GetValueOrDefault("permutations"),
            };
        var columns = LevelColumn.ColumnsOf(design);
        return columns.Select(column => column.Name).SequenceEqual(levels.Select(column => column.Name))
            && Enumerable.Range(0, of.Length).All(row => columns.Zip(levels).All(pair => pair.First.LevelOf(of[row]) == pair.Second.Number(row)))
                ? design : null;
    }

    private static string FactorName(string column)
    {
        var name = string.Concat(column.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));
        name = char.IsAsciiLetter(name[0]) ? name : "f" + name;
        return name.Length <= 40 ? name : name[..40];
    }
}
