using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Symmetry.Engine.Settings;

namespace Symmetry.Engine.Sweeps;

/// <summary>What makes a specification runnable. Checked by whoever makes a <see cref="Sweep"/>, client and grain alike.</summary>
internal static partial class SweepRules
{
    /// <summary>Rules that can be judged before the cells are laid out.</summary>
    public static void Check(SweepSpec spec)
    {
        if (!Name().IsMatch(spec.Name))
        {
            throw new SpecException(
                $"The name is \"{spec.Name}\"; allowed are 1 to 64 letters, digits, dots, dashes and underscores, "
                + "beginning with a letter or digit.", "name");
        }

        if (spec.Seed < 0)
        {
            throw new SpecException($"The seed is {Text(spec.Seed)}; allowed is a whole number from 0 to {Text(long.MaxValue)}.", "seed");
        }

        CheckReplicates(spec.Replicates);
        CheckSettings(spec);

        var cells = spec.Axes.Aggregate(1.0, (product, axis) => product * axis.Values.Length);
        if (cells > Sweep.MaxCells)
        {
            throw new SpecException($"The grid has {Text(cells)} cells; allowed are at most {Text(Sweep.MaxCells)}.", "axes");
        }
    }

    /// <summary>Rules about the cells together.</summary>
    public static void Check(SweepSpec spec, ImmutableArray<Cell> cells)
    {
        if (cells.IsEmpty)
        {
            throw new SpecException("Every cell is excluded; at least one must be left.", "exclude");
        }

        var trials = cells.Length * (double)spec.Replicates.Count;
        if (trials > Sweep.MaxTrials)
        {
            throw new SpecException(
                $"The sweep has {Text(trials)} trials ({Text(cells.Length)} cells of {Text(spec.Replicates.Count)} replicates); "
                + $"allowed are at most {Text(Sweep.MaxTrials)}.", "replicates");
        }

        foreach (var one in cells)
        {
            if (SettingRules.Refusal(one.Settings) is var (name, sentence))
            {
                var part = spec.Axes.Any(axis => axis.Setting.Name == name) ? "axes" : "fixed";
                throw new SpecException($"Cell {Text(one.Number)} cannot be run: {sentence}", $"{part}.{name}");
            }
        }

        if (spec.Replicates.Permutations > 0 && cells.FirstOrDefault(cell => !cell.Settings.HasPermutation) is { } cell)
        {
            var features = cell.Settings.Features.ToString();
            throw new SpecException(
                $"The replicates cross permutations, but the feature map {features.ToLowerInvariant()} of cell {Text(cell.Number)} has no "
                + "permutation P; allowed with permutations are the feature maps permutation and relative-sign.", "replicates.permutations");
        }
    }

    private static void CheckReplicates(ReplicateDesign design)
    {
        (string Name, int Size)[] factors =
        [
            ("seeds", design.Seeds), ("splits", design.Splits), ("weights", design.Weights),
            ("orders", design.Orders), ("permutations", design.Permutations),
        ];
        if (design.Until != 0)
        {
            CheckGoal(design);
        }

        if (design.Plain != 0)
        {
            Range("replicates", design.Plain);
            if (factors.Any(factor => factor.Size != 0))
            {
                throw new SpecException("Replicates are either a number or crossed factors, not both.", "replicates");
            }

            return;
        }

        var crossed = 0;
        foreach (var (name, size) in factors)
        {
            if (size != 0)
            {
                Range($"replicates.{name}", size);
                crossed++;
            }
        }

        if (crossed == 0)
        {
            throw new SpecException($"There are 0 replicates; allowed are 1 to {Text(ReplicateDesign.MaxReplicates)}.", "replicates");
        }

        if (design.Seeds > 0 && (design.Splits > 0 || design.Weights > 0 || design.Orders > 0))
        {
            throw new SpecException(
                "Seeds are splits, weights and orders moving together; cross either seeds or those, not both.", "replicates.seeds");
        }

        static void Range(string part, int size)
        {
            if (size is < 1 or > ReplicateDesign.MaxReplicates)
            {
                throw new SpecException($"{part} is {Text(size)}; allowed is a whole number from 1 to {Text(ReplicateDesign.MaxReplicates)}.", part);
            }
        }
    }

    private static void CheckGoal(ReplicateDesign design)
    {
        if (!(design.Until is >= ReplicateDesign.MinUntil and <= 0.5))
        {
            throw new SpecException(
                $"The goal until is {design.Until.ToString("R", CultureInfo.InvariantCulture)}; allowed is a half-width from 0.00001 to 0.5.", "replicates.until");
        }

        if (design.Plain is < ReplicateDesign.MinBudget or > ReplicateDesign.MaxReplicates)
        {
            throw new SpecException(
                $"The budget atMost is {Text(design.Plain)}; allowed is a whole number from {ReplicateDesign.MinBudget} to {Text(ReplicateDesign.MaxReplicates)}.",
                "replicates.atMost");
        }
    }

    private static void CheckSettings(SweepSpec spec)
    {
        var seen = new HashSet<string>();
        foreach (var axis in spec.Axes)
        {
            var part = $"axes.{axis.Setting.Name}";
            if (!seen.Add(axis.Setting.Name))
            {
                throw new SpecException($"{axis.Setting.Name} is given twice.", part);
            }

            if (axis.Values.IsEmpty)
            {
                throw new SpecException($"The axis {axis.Setting.Name} is empty; allowed is a list of at least one value.", part);
            }

            for (var i = 0; i < axis.Values.Length; i++)
            {
                CheckValue(axis.Setting, axis.Values[i], $"{part}[{Text(i)}]");
                if (axis.Values.IndexOf(axis.Values[i]) < i)
                {
                    throw new SpecException($"The axis {axis.Setting.Name} has the value {axis.Values[i]} twice.", $"{part}[{Text(i)}]");
                }
            }
        }

        foreach (var (setting, value) in spec.Fixed)
        {
            var part = $"fixed.{setting.Name}";
            if (!seen.Add(setting.Name))
            {
                throw new SpecException($"{setting.Name} is given twice, under axes and under fixed, or twice under one.", part);
            }

            CheckValue(setting, value, part);
        }

        for (var i = 0; i < spec.Exclude.Length; i++)
        {
            if (spec.Exclude[i].Conditions.IsEmpty)
            {
                throw new SpecException("An exclusion without conditions would leave no cell.", $"exclude[{Text(i)}]");
            }

            foreach (var condition in spec.Exclude[i].Conditions)
            {
                foreach (var value in condition.Values)
                {
                    CheckValue(condition.Setting, value, $"exclude[{Text(i)}].{condition.Setting.Name}");
                }
            }
        }
    }

    private static void CheckValue(Setting setting, string value, string part)
    {
        if (!setting.TryApply(value, TrialSettings.Default, out var applied))
        {
            throw new SpecException($"{setting.Name} is {value}; allowed is {setting.Allowed}.", part);
        }

        if (setting.Format(applied) != value)
        {
            throw new SpecException($"{setting.Name} is written {value}; its canonical text is {setting.Format(applied)}.", part);
        }
    }

    private static string Text(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
