using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Questions.Claims;

/// <summary>Which cells are compared with which.</summary>
public static class CellPairs
{
    /// <summary>Each of some with each of others.</summary>
    /// <param name="some">The first cells.</param>
    /// <param name="others">The second cells.</param>
    /// <param name="withItself">Whether a cell is also paired with itself, as for two of its metrics. Default: false.</param>
    public static ImmutableArray<(int First, int Second)> All(ImmutableArray<int> some, ImmutableArray<int> others, bool withItself = false) =>
        [.. some.SelectMany(first => others.Where(second => withItself || second != first).Select(second => (first, second)))];

    /// <summary>Those of them that agree on every axis which the conditions of both sides say the same about, or nothing.</summary>
    /// <param name="sweep">The sweep.</param>
    /// <param name="pairs">The pairs.</param>
    /// <param name="first">The conditions of the first cells.</param>
    /// <param name="second">The conditions of the others.</param>
    public static ImmutableArray<(int First, int Second)> Matched(
        Sweep sweep, ImmutableArray<(int First, int Second)> pairs, ImmutableArray<Axis> first, ImmutableArray<Axis> second)
    {
        // Tied settings are one axis: conditions that say different things about one of them are about all.
        var shared = sweep.Spec.Axes.Where(axis => axis.Settings.All(setting => ValuesOf(first, setting).SetEquals(ValuesOf(second, setting))))
            .Select(axis => axis.Setting).ToArray();
        return [.. pairs.Where(pair => shared.All(setting =>
            setting.Format(sweep.Cells[pair.First].Settings) == setting.Format(sweep.Cells[pair.Second].Settings)))];
    }

    private static HashSet<SettingValue> ValuesOf(ImmutableArray<Axis> conditions, Setting setting) =>
        [.. conditions.Where(condition => condition.Setting == setting).SelectMany(condition => condition.Values)];
}
