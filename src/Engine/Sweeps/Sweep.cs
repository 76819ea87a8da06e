using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Symmetry.Engine.Data;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Trials;

namespace Symmetry.Engine.Sweeps;

/// <summary>A specification made concrete: its numbered cells and its numbered trials, each exactly once.</summary>
/// <remarks>
/// Trials are numbered replicate by replicate: trial t is replicate t / cells of cell t mod cells, so that any prefix of the
/// trials is a prefix of the replicates of every cell. Immutable and safe to share.
/// </remarks>
public sealed class Sweep
{
    /// <summary>The most cells that a grid may have.</summary>
    public const int MaxCells = 100_000;

    /// <summary>The most trials that a sweep may have.</summary>
    public const long MaxTrials = 10_000_000;

    /// <summary>Checks the specification and lays out its cells.</summary>
    /// <exception cref="SpecException">The specification is outside the limits or contradicts itself.</exception>
    public Sweep(SweepSpec spec)
    {
        Spec = spec;
        SweepRules.Check(spec);
        Cells = LayOut(spec);
        SweepRules.Check(spec, Cells);
        DataSets = [.. Cells.Select(cell => cell.Settings.Data).Distinct()];
        Canonical = CanonicalSweep.Write(spec);
        Id = IdOf(spec.Name, Canonical);
    }

    /// <summary>What was asked for.</summary>
    public SweepSpec Spec { get; }

    /// <summary>The specification's canonical JSON: the same sweep has the same text.</summary>
    public string Canonical { get; }

    /// <summary>The sweep's id: its name and eight hexadecimal digits of the SHA-256 of <see cref="Canonical"/>.</summary>
    public string Id { get; }

    /// <summary>The cells in grid order, the last axis fastest.</summary>
    public ImmutableArray<Cell> Cells { get; }

    /// <summary>The images that its cells are about, each data set once.</summary>
    public ImmutableArray<DataSet> DataSets { get; }

    /// <summary>Replicates a cell.</summary>
    public long Replicates => Spec.Replicates.Count;

    /// <summary>All trials.</summary>
    public long Trials => Cells.Length * Replicates;

    /// <summary>Reads a sweep from its canonical JSON.</summary>
    /// <exception cref="SpecException">The text is no specification, or one that cannot be run.</exception>
    public static Sweep Parse(string canonical) => new(CanonicalSweep.Read(canonical));

    /// <summary>The cell of trial t.</summary>
    public Cell CellOf(long trial) => Cells[(int)(trial % Cells.Length)];

    /// <summary>The replicate of trial t.</summary>
    public long ReplicateOf(long trial) => trial / Cells.Length;

    /// <summary>The number of the trial that is a replicate of a cell.</summary>
    public long TrialOf(int cell, long replicate) => (replicate * Cells.Length) + cell;

    /// <summary>Everything that decides trial t.</summary>
    /// <param name="trial">0 … <see cref="Trials"/> − 1.</param>
    public TrialSpec SpecOf(long trial)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(trial);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(trial, Trials);
        return new TrialSpec(CellOf(trial).Settings, Spec.Replicates.IndicesOf(Spec.Seed, ReplicateOf(trial)));
    }

    /// <inheritdoc/>
    public override string ToString() => Id;

    private static ImmutableArray<Cell> LayOut(SweepSpec spec)
    {
        var shared = TrialSettings.Default;
        foreach (var (setting, value) in spec.Fixed)
        {
            shared = Apply(setting, value, shared);
        }

        var cells = ImmutableArray.CreateBuilder<Cell>();
        var coordinates = new string[spec.Axes.Length];
        Descend(0, shared);
        return cells.ToImmutable();

        void Descend(int axis, TrialSettings settings)
        {
            if (axis == spec.Axes.Length)
            {
                if (!spec.Exclude.Any(exclusion => exclusion.Matches(settings)))
                {
                    cells.Add(new Cell(cells.Count, settings, [.. coordinates]));
                }

                return;
            }

            foreach (var value in spec.Axes[axis].Values)
            {
                coordinates[axis] = value;
                Descend(axis + 1, Apply(spec.Axes[axis].Setting, value, settings));
            }
        }
    }

    private static TrialSettings Apply(Setting setting, string value, TrialSettings settings) =>
        setting.TryApply(value, settings, out var changed)
            ? changed
            : throw new SpecException($"{setting.Name} is {value}; allowed is {setting.Allowed}.", setting.Name);

    private static string IdOf(string name, string canonical)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(canonical));
        return string.Create(CultureInfo.InvariantCulture, $"{name}-{Convert.ToHexStringLower(hash)[..8]}");
    }
}
