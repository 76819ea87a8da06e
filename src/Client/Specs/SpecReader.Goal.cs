using System.Globalization;
using Symmetry.Analysis.Statistics;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Specs;

/// <summary>The part that reads replicates with a goal: <c>{until: 0.005, atMost: 2000}</c>.</summary>
internal sealed partial class SpecReader
{
    private static readonly string[] GoalKeys = ["until", "atMost"];

    private ReplicateDesign ReadGoal(YamlMap map)
    {
        var parts = new Dictionary<string, YamlNode>();
        foreach (var (key, value) in map.Entries)
        {
            if (!GoalKeys.Contains(key.Text))
            {
                throw Refuse(key, Factors.Contains(key.Text)
                    ? $"{key.Text} is a crossed factor and until a goal; allowed is one or the other, because runs that share levels are not independent."
                    : $"{key.Text} does not go with until and atMost; allowed are these two.");
            }

            places.Add($"replicates.{key.Text}", value.Place);
            parts.Add(key.Text, value);
        }

        if (!parts.TryGetValue("until", out var until) || !parts.TryGetValue("atMost", out var atMost))
        {
            throw Refuse(map, "a goal needs both until and atMost; allowed is such as {until: 0.005, atMost: 2000}.");
        }

        return until is YamlScalar { Quoted: false } scalar
            && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var width)
            && width is >= ReplicateDesign.MinUntil and <= 0.5
            ? ReplicateDesign.UntilWidth(width, (int)Whole(atMost, "replicates.atMost", FixedWidthStopping.DefaultAtLeast, ReplicateDesign.MaxReplicates))
            : throw Refuse(until, $"replicates.until is {Describe(until)}; allowed is a half-width from 0.00001 to 0.5.");
    }
}
