using System.Text.RegularExpressions;

using Symmetry.Engine.Experiments.Declared;

namespace Symmetry.Engine.Sweeps;

/// <summary>What makes a specification runnable. Checked wherever a <see cref="Sweep"/> is made, by clients and grains alike.</summary>
internal static partial class SweepRules
{
    /// <summary>Checks what can be judged before the cells are laid out.</summary>
    public static void Check(SweepSpec spec)
    {
        if (!NamePattern().IsMatch(spec.Name))
        {
            throw new SpecException(
                $"Invalid name '{spec.Name}'. Use 1 to 64 letters, digits, dots, dashes and underscores, beginning with a letter or digit.", "name");
        }

        if (spec.Seed < 0)
        {
            throw new SpecException($"seed: expected a whole number from 0 to {Text(long.MaxValue)}, got {Text(spec.Seed)}.", "seed");
        }

        CheckReplicates(spec);
        CheckSettings(spec);
        if (spec.KeepsOutcomes && !spec.Experiment.ReportsOutcomes)
        {
            throw new SpecException($"keep: the experiment {spec.Experiment.Name} does not report outcomes per test image. Remove the key 'keep'.", "keep");
        }

        var cells = spec.Axes.Aggregate(1.0, (product, axis) => product * axis.Values.Length);
        if (cells > Sweep.MaxCells)
        {
            throw new SpecException($"The grid has {Text(cells)} cells, and the maximum is {Text(Sweep.MaxCells)}.", "axes");
        }
    }

    /// <summary>Checks the cells before a sample is drawn, so that no seed decides whether a specification is valid.</summary>
    public static void CheckGrid(SweepSpec spec, ImmutableArray<Cell> grid)
    {
        if (grid.IsEmpty)
        {
            throw spec.Exclude.IsEmpty
                ? new SpecException("No cell matches an entry of 'only'. Keep at least one.", "only")
                : new SpecException("Every cell is excluded. Leave at least one.", "exclude");
        }

        if (spec.Sample is { } sample && (sample < 1 || sample > grid.Length))
        {
            throw new SpecException($"sample: expected a whole number from 1 to {Text(grid.Length)}, the number of cells, got {Text(sample)}.", "sample");
        }

        foreach (var cell in grid)
        {
            if (spec.Experiment.Validate(cell.Settings) is { } error)
            {
                throw new SpecException($"Cell {Text(cell.Number)} cannot be run: {error.Message}", PartOf(spec, error.Setting));
            }
        }
    }

    /// <summary>Checks the cells that are run.</summary>
    public static void CheckTrials(SweepSpec spec, ImmutableArray<Cell> cells)
    {
        var trials = cells.Length * (double)spec.Replicates.Count;
        if (trials > Sweep.MaxTrials)
        {
            throw new SpecException(
                $"The sweep has {Text(trials)} trials ({Text(cells.Length)} cells of {Text(spec.Replicates.Count)} replicates), "
                + $"and the maximum is {Text(Sweep.MaxTrials)}.", "replicates");
        }

        if (spec.Replicates.Permutations > 0
            && cells.FirstOrDefault(cell => !spec.Experiment.RandomPurposesOf(cell.Settings).Contains(Purpose.Permutation)) is { } without)
        {
            throw new SpecException(
                $"The replicates cross permutations, but cell {Text(without.Number)} has no permutation P. "
                + "Use the features permutation or relative-sign in every cell.", "replicates.permutations");
        }
    }

    private static void CheckReplicates(SweepSpec spec)
    {
        var design = spec.Replicates;
        (string Name, int Size)[] factors =
        [
            ("seeds", design.Seeds), ("splits", design.Splits), ("weights", design.Weights),
            ("orders", design.Orders), ("permutations", design.Permutations), .. design.Named.Select(factor => (factor.Name, factor.Size)),
        ];
        GoalRules.Check(design);
        if (design.Plain != 0)
        {
            CheckRange("replicates", design.Plain);
            if (factors.Any(factor => factor.Size != 0))
            {
                throw new SpecException("Replicates are either a number or crossed factors, not both.", "replicates");
            }

            return;
        }

        foreach (var (name, size) in factors.Where(factor => factor.Size != 0))
        {
            CheckRange($"replicates.{name}", size);
        }

        CheckNamed(spec);
        if (factors.All(factor => factor.Size == 0))
        {
            throw new SpecException($"replicates: expected a whole number from 1 to {Text(ReplicateDesign.MaxReplicates)}, got 0.", "replicates");
        }

        if (design.Seeds > 0 && (design.Splits > 0 || design.Weights > 0 || design.Orders > 0))
        {
            throw new SpecException("seeds moves splits, weights and orders together. Cross either seeds or those, not both.", "replicates.seeds");
        }

        static void CheckRange(string part, int size)
        {
            if (size is < 1 or > ReplicateDesign.MaxReplicates)
            {
                throw new SpecException($"{part}: expected a whole number from 1 to {Text(ReplicateDesign.MaxReplicates)}, got {Text(size)}.", part);
            }
        }
    }

    private static void CheckNamed(SweepSpec spec)
    {
        var design = spec.Replicates;
        if (design.Named.IsEmpty)
        {
            return;
        }

        if (spec.Experiment is not IDeclaredExperiment || (design.Seeds | design.Splits | design.Weights | design.Orders | design.Permutations) != 0)
        {
            throw new SpecException("Crossed factors have names of their own only where the trials are runs of a program or imported results.", "replicates");
        }

        for (var i = 0; i < design.Named.Length; i++)
        {
            var name = design.Named[i].Name;
            if (!FactorPattern().IsMatch(name) || design.Named.Take(i).Any(other => other.Name == name))
            {
                throw new SpecException(
                    $"Invalid crossed factor '{name}'. Use 1 to 40 letters, digits, dashes and underscores, beginning with a letter, and each name once.",
                    $"replicates.{name}");
            }
        }
    }

    private static void CheckSettings(SweepSpec spec)
    {
        var seen = new HashSet<string>();
        foreach (var axis in spec.Axes)
        {
            var section = SectionOf(spec, axis);
            foreach (var setting in axis.Settings)
            {
                var column = $"{section}.{setting}";
                CheckBelongs(spec, setting, column);
                if (!seen.Add(setting.Name))
                {
                    throw new SpecException(axis.Setting is TiedSetting
                        ? $"{setting} is given twice: under axes and under zip, or twice under zip."
                        : $"{setting} is given twice.", column);
                }
            }

            var part = $"{section}.{axis.Settings[0]}";
            if (axis.Values.IsEmpty)
            {
                throw new SpecException($"The axis {axis.Setting.Name} is empty. Give it at least one value.", part);
            }

            var values = new HashSet<SettingValue>();
            for (var i = 0; i < axis.Values.Length; i++)
            {
                if (!values.Add(axis.Values[i]))
                {
                    throw new SpecException($"The axis {axis.Setting.Name} has the value {axis.Values[i]} twice.", $"{part}[{Text(i)}]");
                }
            }
        }

        foreach (var value in spec.Fixed)
        {
            var part = $"fixed.{value.Setting.Name}";
            CheckBelongs(spec, value.Setting, part);
            if (!seen.Add(value.Setting.Name))
            {
                throw new SpecException($"{value.Setting.Name} is given twice: under axes and under fixed, or twice under one of them.", part);
            }
        }

        CheckFilters(spec, spec.Exclude, "exclude", "An exclusion without conditions would leave out every cell.");
        CheckFilters(spec, spec.Only, "only", "An entry of 'only' without conditions would keep every cell.");
        for (var i = 0; i < spec.Only.Length; i++)
        {
            foreach (var condition in spec.Only[i].Conditions)
            {
                if (!CanMatch(spec, condition))
                {
                    throw new SpecException($"only: no cell has {condition.Setting} {string.Join(" or ", condition.Values)}, so this entry matches nothing.",
                        $"only[{Text(i)}].{condition.Setting.Name}");
                }
            }
        }
    }

    private static void CheckFilters(SweepSpec spec, ImmutableArray<CellFilter> filters, string section, string whenEmpty)
    {
        for (var i = 0; i < filters.Length; i++)
        {
            if (filters[i].Conditions.IsEmpty)
            {
                throw new SpecException(whenEmpty, $"{section}[{Text(i)}]");
            }

            foreach (var condition in filters[i].Conditions)
            {
                CheckBelongs(spec, condition.Setting, $"{section}[{Text(i)}].{condition.Setting.Name}");
            }
        }
    }

    private static bool CanMatch(SweepSpec spec, Axis condition)
    {
        var values = spec.Axes.SelectMany(axis => axis.Untie()).FirstOrDefault(axis => axis.Setting == condition.Setting)?.Values
            ?? [spec.Fixed.FirstOrDefault(value => value.Setting == condition.Setting) ?? condition.Setting.ValueIn(spec.Experiment.Defaults)];
        return values.Any(value => condition.Values.Contains(value));
    }

    // The part of a specification that has the setting.
    private static string PartOf(SweepSpec spec, string setting) =>
        spec.Axes.FirstOrDefault(axis => axis.Settings.Any(known => known.Name == setting)) is { } axis
            ? $"{SectionOf(spec, axis)}.{setting}"
            : $"fixed.{setting}";

    // Files have one entry of zip for each tied axis.
    private static string SectionOf(SweepSpec spec, Axis axis) => axis.Setting is TiedSetting
        ? $"zip[{Text(spec.Axes.TakeWhile(other => other != axis).Count(other => other.Setting is TiedSetting))}]"
        : "axes";

    private static void CheckBelongs(SweepSpec spec, Setting setting, string part)
    {
        if (!spec.Experiment.Settings.Contains(setting))
        {
            throw new SpecException($"Unknown setting '{setting}'. "
                + $"Valid settings of {spec.Experiment.Name}: {string.Join(", ", spec.Experiment.Settings)}.", part);
        }
    }

    private static string Text(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,39}$", RegexOptions.NonBacktracking)]
    private static partial Regex FactorPattern();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", RegexOptions.NonBacktracking)]
    private static partial Regex NamePattern();
}
