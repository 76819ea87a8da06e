using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Declared;
using Symmetry.Engine.Settings;

namespace Symmetry.Formats.Results;

/// <summary>The cells of files of results: their settings, as the axes of a sweep.</summary>
internal sealed class FileGrid
{
    // Cells of an incomplete grid are listed, so that axes stay factors; beyond, the axes are tied to one.
    private const double MaxMatches = 1e7;

    private readonly IReadOnlyList<FileFactor> factors;

    private FileGrid(FileRows rows, IReadOnlyList<FileFactor> factors, FileCells cells) => (Rows, this.factors, Cells) = (rows, factors, cells);

    /// <summary>The rows.</summary>
    public FileRows Rows { get; }

    /// <summary>The cells, and which of them each row belongs to.</summary>
    public FileCells Cells { get; }

    /// <summary>The name and the kind of each setting: of an export all in their order, otherwise the axes.</summary>
    public IEnumerable<(string Name, SettingKind Kind)> Declaration => Export is null
        ? factors.Select(factor => (MetricWords.NameOf(factor.Name), FreeSetting.KindOf(factor.Texts)))
        : Export.Settings.Where(column => column.Has(0)).Select(column =>
            (column.Name, FreeSetting.KindOf(factors.FirstOrDefault(factor => factor.Name == column.Name)?.Texts ?? [column.Text(0)])));

    // The columns of our own export, if this is one.
    private ExportColumns? Export => Rows.Files.Length == 1 ? Rows.Files[0].Roles.Export : null;

    /// <summary>Finds the cells.</summary>
    public static FileGrid Find(FileRows rows)
    {
        var first = rows.Files[0];
        var export = rows.Files.Length == 1 ? first.Roles.Export : null;
        int[] order = export is null ? [.. Enumerable.Range(0, rows.Count)] : [.. Enumerable.Range(0, rows.Count).OrderBy(export.Cell.Number)];
        var found = first.Roles.Axes.Select((axis, i) => FileFactor.Collect(axis.Name, order, row =>
        {
            var (file, number) = rows.At(row);
            return Canonical(rows.Files[file].Roles.Axes[i], number);
        })).ToList();
        if (rows.Files.Length > 1)
        {
            found.Insert(0, FileFactor.Collect("file", order, row => rows.Files[rows.At(row).File].Name));
        }

        if (export is null)
        {
            return new FileGrid(rows, found, new FileCells(found, rows.Count));
        }

        // Cells are numbered with the last axis fastest, so the axis that changes first is the last.
        found = [.. found.OrderByDescending(factor => order.TakeWhile(row => factor.Levels[row] == 0).Count())];
        return new FileGrid(rows, found, new FileCells(found, rows.Count, export.Cell.Number));
    }

    /// <summary>A cell in words: model=a, lr=0.1.</summary>
    public string Describe(int cell) => factors.Count == 0 ? "the only cell"
        : string.Join(", ", factors.Select(factor => $"{factor.Name}={factor.Texts[factor.Levels[Cells.FirstRows[cell]]]}"));

    /// <summary>A specification with the axes as those of an experiment.</summary>
    /// <param name="spec">The specification to complete.</param>
    /// <exception cref="FormatException">A value is not valid.</exception>
    public SweepSpec Complete(SweepSpec spec)
    {
        var axes = factors.Select(factor => Axis.Parse(spec.Experiment.Setting(MetricWords.NameOf(factor.Name)), factor.Texts)).ToList();
        spec = spec with { Axes = [.. axes], Fixed = Fixed(spec.Experiment) };
        if (Cells.IsComplete && Cells.IsInGridOrder)
        {
            return spec;
        }

        var combinations = axes.Aggregate(1.0, (product, axis) => product * axis.Values.Length);
        return Cells.IsInGridOrder && combinations <= Sweep.MaxCells && combinations * Cells.Count <= MaxMatches
            ? spec with { Only = [.. Enumerable.Range(0, Cells.Count).Select(cell => new CellFilter([.. axes.Select(axis => Column(axis, [cell]))]))] }
            : spec with { Axes = [axes.Count == 1 ? axes[0] : Axis.Tie([.. axes.Select(axis => Column(axis, Enumerable.Range(0, Cells.Count)))])] };

        Axis Column(Axis axis, IEnumerable<int> cells)
        {
            var factor = factors[axes.IndexOf(axis)];
            return axis with { Values = [.. cells.Select(cell => axis.Values[factor.Levels[Cells.FirstRows[cell]]])] };
        }
    }

    // Settings that an export has, and all its cells share.
    private ImmutableArray<SettingValue> Fixed(IExperiment experiment) => Export is null ? []
        : [.. Export.Settings.Except(Rows.Files[0].Roles.Axes).Where(column => column.Has(0))
            .Select(column => experiment.Setting(column.Name).Parse(column.Text(0)))
            .Where(value => !value.Equals(value.Setting.ValueIn(experiment.Defaults)))];

    // Lists have one text, however they are spaced.
    private static string Canonical(TypedColumn column, int row) =>
        column.Text(row) is var text && text.StartsWith('[') ? FreeSetting.Canonical(SettingKind.List, text) ?? text : text;
}
