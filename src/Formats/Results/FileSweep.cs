using System.Buffers.Binary;
using System.Security.Cryptography;
using Symmetry.Engine.Experiments.Declared;
using Symmetry.Formats.Files;

namespace Symmetry.Formats.Results;

/// <summary>Files of results as a sweep: its cells, its replicates, and which row is which trial.</summary>
internal sealed class FileSweep
{
    private const int None = -1;
    private const int MaxName = 64;

    private readonly FileRows fileRows;
    private readonly FileResults fileResults;
    private readonly int[] trialRows;

    private FileSweep(Sweep sweep, FileRows rows, FileResults results, int[] rowOf, string? missingPair) =>
        (Sweep, fileRows, fileResults, trialRows, MissingPair) = (sweep, rows, results, rowOf, missingPair);

    /// <summary>The sweep.</summary>
    public Sweep Sweep { get; }

    /// <summary>Which cell lacks a replicate that others have, as a sentence; null if none does.</summary>
    public string? MissingPair { get; }

    /// <summary>The number of rows: those trials of the sweep that the files have.</summary>
    public int Count => fileRows.Count;

    /// <summary>Reads files as one sweep.</summary>
    /// <param name="files">The files; several differ in the axis <c>file</c>.</param>
    /// <param name="name">The sweep's name; null for that of the file.</param>
    /// <exception cref="DataFileException">Rows contradict each other, a metric has no finite value, or there are too many cells or trials.</exception>
    public static FileSweep Read(ImmutableArray<ResultFile> files, string? name = null)
    {
        try
        {
            var rows = new FileRows(files);
            var grid = FileGrid.Find(rows);
            var replicates = FileReplicates.Find(grid);
            var (cells, count) = (grid.Cells.Count, replicates.Design.Count);
            if (cells * (double)count > Sweep.MaxTrials)
            {
                throw new DataFileException($"{files[0].Table.File} has {Numbers.Count(cells, "cell")} and {Numbers.Count(count, "replicate")}, and the "
                    + $"maximum is {Numbers.Count(Sweep.MaxTrials)} trials. Name the columns with {RoleOptions.ReplicateName} and {RoleOptions.AxisName}.");
            }

            var rowOf = Arrange(grid, replicates);
            var results = new FileResults(grid);
            var experiment = ExperimentOf(files, grid, Hash(rowOf, results));
            var spec = grid.Complete(new SweepSpec { Name = name ?? NameOf(files), Experiment = experiment, Replicates = replicates.Design });
            return new FileSweep(new Sweep(spec), rows, results, rowOf, FindMissing(grid, replicates, rowOf));
        }
        catch (Exception e) when (e is FormatException or SpecException)
        {
            throw new DataFileException($"{files[0].Table.File}: {e.Message}", e);
        }
    }

    /// <summary>Whether the files have a trial.</summary>
    public bool Has(long trial) => trialRows[trial] != None;

    /// <summary>A trial that the files have.</summary>
    public RunRow Row(long trial)
    {
        var row = trialRows[trial];
        var (file, number) = fileRows.At(row);
        var result = fileResults.Read(row);
        if (fileRows.Files[file].Roles.Export is not { } export)
        {
            return new RunRow(Sweep.ReplicateOf(trial), result);
        }

        var seconds = export.Seconds.Has(number) ? export.Seconds.Number(number) : double.NaN;
        return new RunRow(Sweep.ReplicateOf(trial), result, (int)export.Attempts.Number(number), export.Silo.Text(number), seconds);
    }

    private static int[] Arrange(FileGrid grid, FileReplicates replicates)
    {
        var (cells, count) = (grid.Cells, replicates.Design.Count);
        var rowOf = new int[cells.Count * count];
        Array.Fill(rowOf, None);
        for (var row = 0; row < grid.Rows.Count; row++)
        {
            ref var place = ref rowOf[(replicates.Of[row] * cells.Count) + cells.Of[row]];
            if (place != None)
            {
                var (file, second) = grid.Rows.At(row);
                var table = grid.Rows.Files[file].Table;
                throw new DataFileException($"{table.File}: {table.Places(grid.Rows.At(place).Row, second)} have the same cell "
                    + $"({grid.Describe(cells.Of[row])}) and replicate ({replicates.Describe(replicates.Of[row])}). "
                    + $"Name what tells them apart with {RoleOptions.ReplicateName} or {RoleOptions.AxisName}.");
            }

            place = row;
        }

        return rowOf;
    }

    private static string? FindMissing(FileGrid grid, FileReplicates replicates, int[] rowOf)
    {
        var first = Array.IndexOf(rowOf, None);
        return first < 0 ? null
            : $"{string.Join(" and ", grid.Rows.Files.Select(file => file.Table.File))}: the cell {grid.Describe(first % grid.Cells.Count)} "
            + $"has no row for {replicates.Describe(first / grid.Cells.Count)}, which other cells have.";
    }

    // Over the results in the order of their trials, so that the order of the rows has no influence.
    private static string Hash(int[] rowOf, FileResults results)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> head = stackalloc byte[sizeof(long) + sizeof(int)];
        for (var trial = 0; trial < rowOf.Length; trial++)
        {
            if (rowOf[trial] != None)
            {
                var result = results.Read(rowOf[trial]).Encode();
                BinaryPrimitives.WriteInt64LittleEndian(head, trial);
                BinaryPrimitives.WriteInt32LittleEndian(head[sizeof(long)..], result.Length);
                hash.AppendData(head);
                hash.AppendData(result);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static ImportedExperiment ExperimentOf(ImmutableArray<ResultFile> files, FileGrid grid, string sha256) =>
        files is [{ Roles.Export.Experiment: { } origin }]
            ? ImportedExperiment.ExportedBy(origin, sha256)
            : ImportedExperiment.With(
                new DeclaredColumns(grid.Declaration, [.. files[0].Roles.Metrics.Select(metric =>
                    DeclaredColumns.Metric(metric.Metric.Name, metric.Metric.Better, metric.Metric.Kind))]),
                sha256);

    // What a sweep can be named.
    private static string NameOf(ImmutableArray<ResultFile> files)
    {
        var name = string.Concat(string.Join('-', files.Select(file => file.Name))
            .Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '_'));
        name = name.Length > 0 && char.IsAsciiLetterOrDigit(name[0]) ? name : "results" + name;
        return name.Length <= MaxName ? name : name[..MaxName];
    }
}
