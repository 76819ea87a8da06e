namespace Symmetry.Client.Specs;

/// <summary>Reads replicates with a goal: <c>{until: 0.005, atMost: 2000}</c>.</summary>
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
                    ? $"{key.Text} is a crossed factor, and until is a goal. Use one or the other: runs that share levels are not independent."
                    : $"Unknown key '{key.Text}'. Valid keys beside a goal: until, atMost.");
            }

            places.Add($"replicates.{key.Text}", value.Place);
            parts.Add(key.Text, value);
        }

        if (!parts.TryGetValue("until", out var until) || !parts.TryGetValue("atMost", out var atMost))
        {
            throw Refuse(map, "A goal needs both until and atMost, such as {until: 0.005, atMost: 2000}.");
        }

        return until is YamlScalar { Quoted: false } scalar
            && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var width)
            && width is >= ReplicateDesign.MinUntil and <= ReplicateDesign.MaxUntil
            ? ReplicateDesign.UntilWidth(width, (int)Whole(atMost, "replicates.atMost", ReplicateDesign.MinBudget, ReplicateDesign.MaxReplicates))
            : throw Expected(until, "replicates.until", "a half-width from 0.00001 to 0.5");
    }
}
