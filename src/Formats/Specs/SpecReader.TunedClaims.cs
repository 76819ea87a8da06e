using Symmetry.Analysis.Questions.Claims;
using Symmetry.Analysis.Questions.Tuning;
using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Experiments;

namespace Symmetry.Formats.Specs;

/// <summary>Reads claims whose two sides are tuned in every replicate.</summary>
internal sealed partial class SpecReader
{
    private TunedClaim ReadTunedClaim(Sweep sweep, string says, ClaimBody claim, string left, string right, Func<Interval, ClaimAnswer> answer)
    {
        var part = $"{claim.Kind}.tuned";
        var tuned = Parts(claim.Parts["tuned"], part, ["axes", "select"]);
        if (claim.Parts.TryGetValue("matched", out var matched))
        {
            throw Refuse(matched, $"{claim.Kind}.matched pairs cells, and with {part} each side is one tuned cell. Remove one of the two.");
        }

        var axes = ReadTunedAxes(sweep, claim.Parts["tuned"], tuned, part);
        var (first, second) = (ReadTunedSide(sweep, claim, left, axes), ReadTunedSide(sweep, claim, right, axes));
        if (first.Intersect(second).Any())
        {
            throw Refuse(claim.Parts[right], $"{claim.Kind}.{left} and {claim.Kind}.{right} select the same cells. Select others.");
        }

        ImmutableArray<int> cells = [.. first, .. second];
        var select = ReadTunedSelect(sweep, claim.Parts["tuned"], tuned, cells, part);
        return new TunedClaim(says, first, second, select, ReadMetric(sweep, claim, "on", cells), answer);
    }

    private string[] ReadTunedAxes(Sweep sweep, YamlNode node, Dictionary<string, YamlNode> tuned, string part)
    {
        string[] names = [.. sweep.Axes.Where(axis => axis.Values.Length > 1).Select(axis => axis.Setting.Name)];
        if (tuned.GetValueOrDefault("axes") is not YamlList { Items.Count: > 0 } list)
        {
            throw Expected(tuned.GetValueOrDefault("axes") ?? node, $"{part}.axes", $"a list of axes to tune, out of {string.Join(", ", names)}");
        }

        return [.. list.Items.Select(item => item is YamlScalar scalar && names.Contains(scalar.Text)
            ? scalar.Text
            : throw Expected(item, $"{part}.axes", $"an axis with two values, one of {string.Join(", ", names)}"))];
    }

    private ImmutableArray<int> ReadTunedSide(Sweep sweep, ClaimBody claim, string side, string[] axes)
    {
        var cells = Selection(sweep, claim, side).Cells;
        for (var axis = 0; axis < sweep.Axes.Length; axis++)
        {
            var name = sweep.Axes[axis].Setting.Name;
            if (!axes.Contains(name) && cells.Select(cell => sweep.Cells[cell].Coordinates[axis]).Distinct().Count() > 1)
            {
                throw Refuse(claim.Parts[side],
                    $"{claim.Kind}.{side} selects cells that differ in {name}, which is not tuned. "
                    + $"Select one of its values, or add it to {claim.Kind}.tuned.axes.");
            }
        }

        return cells;
    }

    private Metric ReadTunedSelect(Sweep sweep, YamlNode node, Dictionary<string, YamlNode> tuned, ImmutableArray<int> cells, string part)
    {
        var at = tuned.GetValueOrDefault("select") ?? new YamlScalar(TuningChoice.DefaultSelect, Quoted: false, node.Place);
        var select = FindMetric(sweep, at, cells);
        return select.Better is not MetricDirection.None
            ? select
            : throw Expected(at, $"{part}.select", "a metric of which larger or smaller values are better");
    }
}
