using System.Text.RegularExpressions;

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

        CheckReplicates(spec.Replicates);
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

    public static void Check(SweepSpec spec, ImmutableArray<Cell> cells)
    {
        if (cells.IsEmpty)
        {
            throw new SpecException("Every cell is excluded. Leave at least one.", "exclude");
        }

        var trials = cells.Length * (double)spec.Replicates.Count;
        if (trials > Sweep.MaxTrials)
        {
            throw new SpecException(
                $"The sweep has {Text(trials)} trials ({Text(cells.Length)} cells of {Text(spec.Replicates.Count)} replicates), "
                + $"and the maximum is {Text(Sweep.MaxTrials)}.", "replicates");
        }

        foreach (var cell in cells)
        {
            if (spec.Experiment.Validate(cell.Settings) is { } error)
            {
                var section = spec.Axes.Any(axis => axis.Setting.Name == error.Setting) ? "axes" : "fixed";
                throw new SpecException($"Cell {Text(cell.Number)} cannot be run: {error.Message}", $"{section}.{error.Setting}");
            }
        }

        if (spec.Replicates.Permutations > 0
            && cells.FirstOrDefault(cell => !spec.Experiment.RandomPurposesOf(cell.Settings).Contains(Purpose.Permutation)) is { } without)
        {
            throw new SpecException(
                $"The replicates cross permutations, but cell {Text(without.Number)} has no permutation P. "
                + "Use the features permutation or relative-sign in every cell.", "replicates.permutations");
        }
    }

    private static void CheckReplicates(ReplicateDesign design)
    {
        (string Name, int Size)[] factors =
        [
            ("seeds", design.Seeds), ("splits", design.Splits), ("weights", design.Weights),
            ("orders", design.Orders), ("permutations", design.Permutations),
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

    private static void CheckSettings(SweepSpec spec)
    {
        var seen = new HashSet<string>();
        foreach (var axis in spec.Axes)
        {
            var part = $"axes.{axis.Setting.Name}";
            CheckBelongs(spec, axis.Setting, part);
            if (!seen.Add(axis.Setting.Name))
            {
                throw new SpecException($"{axis.Setting.Name} is given twice.", part);
            }

            if (axis.Values.IsEmpty)
            {
                throw new SpecException($"The axis {axis.Setting.Name} is empty. Give it at least one value.", part);
            }

            for (var i = 0; i < axis.Values.Length; i++)
            {
                if (axis.Values.IndexOf(axis.Values[i]) < i)
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

        for (var i = 0; i < spec.Exclude.Length; i++)
        {
            if (spec.Exclude[i].Conditions.IsEmpty)
            {
                throw new SpecException("An exclusion without conditions would leave out every cell.", $"exclude[{Text(i)}]");
            }

            foreach (var condition in spec.Exclude[i].Conditions)
            {
                CheckBelongs(spec, condition.Setting, $"exclude[{Text(i)}].{condition.Setting.Name}");
            }
        }
    }

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

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", RegexOptions.NonBacktracking)]
    private static partial Regex NamePattern();
}
