using System.Collections.Immutable;
using System.Globalization;
using Symmetry.Analysis.Runs;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Analysis.Questions.Claims;

/// <summary>A claim about pairs of cells, each answered replicate by replicate.</summary>
/// <remarks>
/// Every pair must hold. The intervals are made simultaneous by Bonferroni's inequality, so that the claim as a whole has the
/// stated level.
/// </remarks>
/// <param name="Says">The sentence.</param>
/// <param name="Pairs">The pairs of cells, each of two different ones.</param>
/// <param name="Measure">What was measured.</param>
public abstract record PairClaim(string Says, ImmutableArray<(int First, int Second)> Pairs, Measure Measure) : Claim(Says)
{
    /// <inheritdoc/>
    public override ImmutableArray<int> Cells => [.. Pairs.Select(pair => pair.First).Union(Pairs.Select(pair => pair.Second))];

    /// <inheritdoc/>
    public override Verdict Judge(ClaimData data)
    {
        var level = 1 - ((1 - data.Level) / Math.Max(Pairs.Length, 1));
        return Verdict.OfAll(Pairs.Select(pair => Judge(data, pair.First, pair.Second, level)));
    }

    /// <summary>Answers the claim for one pair.</summary>
    protected abstract Verdict Judge(ClaimData data, int first, int second, double level);

    /// <summary>A sentence with numbers as programs write them.</summary>
    protected static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Which cells are compared with which.</summary>
public static class CellPairs
{
    /// <summary>Each of some with each other one of others.</summary>
    public static ImmutableArray<(int First, int Second)> All(ImmutableArray<int> some, ImmutableArray<int> others) =>
        [.. some.SelectMany(first => others.Where(second => second != first).Select(second => (first, second)))];

    /// <summary>Those of them that agree on every axis which the conditions of both sides say the same about, or nothing.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="first">The conditions of the first cells.</param>
    /// <param name="second">The conditions of the others.</param>
    public static ImmutableArray<(int First, int Second)> Matched(
        Sweep sweep, ImmutableArray<(int First, int Second)> pairs, ImmutableArray<Axis> first, ImmutableArray<Axis> second)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var shared = sweep.Spec.Axes.Select(axis => axis.Setting).Where(setting => ValuesOf(first, setting).SetEquals(ValuesOf(second, setting))).ToArray();
        return [.. pairs.Where(pair => shared.All(setting =>
            setting.Format(sweep.Cells[pair.First].Settings) == setting.Format(sweep.Cells[pair.Second].Settings)))];
    }

    private static HashSet<SettingValue> ValuesOf(ImmutableArray<Axis> conditions, Setting setting) =>
        [.. conditions.Where(condition => condition.Setting == setting).SelectMany(condition => condition.Values)];
}
