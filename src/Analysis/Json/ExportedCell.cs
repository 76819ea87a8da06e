namespace Symmetry.Analysis.Json;

/// <summary>What all rows of a cell share.</summary>
public sealed class ExportedCell
{
    /// <summary>Formats a cell's settings once for all its rows.</summary>
    public ExportedCell(Sweep sweep, Cell cell)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        ArgumentNullException.ThrowIfNull(cell);
        Cell = cell;
        Settings = [.. sweep.Experiment.Settings.Select(setting => setting.Format(cell.Settings))];
        Json = [.. sweep.Experiment.Settings.Select((setting, i) => JsonValues.Encode(setting.Kind, Settings[i]))];
    }

    /// <summary>The cell.</summary>
    public Cell Cell { get; }

    /// <summary>The text of each setting, in the register's order.</summary>
    public IReadOnlyList<string> Settings { get; }

    /// <summary>The same settings as values of JSON, in UTF-8.</summary>
    internal ImmutableArray<byte[]> Json { get; }
}
