namespace Symmetry.Formats.Specs;

/// <summary>
/// Reads replicates with a goal: <c>{until: 0.005, atMost: 2000}</c>, <c>{best: 0.95, atMost: 300}</c> or
/// <c>{decide: {between: {features: square}, and: {features: gradient}}, atMost: 300}</c>.
/// </summary>
internal sealed partial class SpecReader
{
    // Each goal with the keys that may stand beside it, and an example.
    private static readonly (string Key, string[] Keys, string Example)[] Goals =
    [
        ("until", ["until", "atMost"], "{until: 0.005, atMost: 2000}"),
        ("best", ["best", "atMost", "on"], "{best: 0.95, atMost: 300}"),
        ("decide", ["decide", "atMost"], "{decide: {between: {bias: false}, and: {bias: true}}, atMost: 300}"),
    ];

    private static bool HasGoal(YamlMap map) =>
        map.Entries.Any(entry => entry.Key.Text == "atMost" || Goals.Any(goal => goal.Key == entry.Key.Text));

    private ReplicateDesign ReadGoal(YamlMap map)
    {
        var named = map.Entries.Where(entry => Goals.Any(goal => goal.Key == entry.Key.Text)).ToList();
        var (goalKey, keys, example) = named.Count switch
        {
            0 => throw Refuse(map, $"atMost needs a goal: until, best or decide, such as {Goals[0].Example}."),
            1 => Goals.First(goal => goal.Key == named[0].Key.Text),
            _ => throw Refuse(named[1].Key, $"{named[0].Key.Text} and {named[1].Key.Text} are two goals. Give one of them."),
        };
        var parts = new Dictionary<string, YamlNode>();
        foreach (var (key, value) in map.Entries)
        {
            if (!keys.Contains(key.Text))
            {
                throw Refuse(key, Factors.Contains(key.Text)
                    ? $"{key.Text} is a crossed factor, and {goalKey} is a goal. Use one or the other: runs that share levels are not independent."
                    : $"Unknown key '{Shorten(key.Text)}'. Valid keys beside a goal: {string.Join(", ", keys)}.");
            }

            places.Add($"replicates.{key.Text}", value.Place);
            parts.Add(key.Text, value);
        }

        if (!parts.TryGetValue("atMost", out var atMost))
        {
            throw Refuse(map, $"A goal needs both {goalKey} and atMost, such as {example}.");
        }

        ReplicateGoal goal = goalKey switch
        {
            "best" => new BestGoal(
                Real(parts[goalKey], "replicates.best", BestGoal.MinLevel, BestGoal.MaxLevel, "a level from 0.5 to 0.999"),
                parts.TryGetValue("on", out var on) ? Text(on, "replicates.on") : ""),
            "decide" => ReadDecision(parts[goalKey]),
            _ => new WidthGoal(Real(parts[goalKey], "replicates.until", WidthGoal.Min, WidthGoal.Max, "a half-width from 0.00001 to 0.5")),
        };
        return ReplicateDesign.Until(goal, (int)Whole(atMost, "replicates.atMost", ReplicateDesign.MinBudget, ReplicateDesign.MaxReplicates));
    }

    private DecisionGoal ReadDecision(YamlNode node)
    {
        const string Part = "replicates.decide";
        var parts = Parts(node, "decide", ["between", "and", "margin", "on"]);
        foreach (var (key, value) in parts)
        {
            places.Add($"{Part}.{key}", value.Place);
        }

        return parts.TryGetValue("between", out var between) && parts.TryGetValue("and", out var and)
            ? new DecisionGoal(
                ReadConditions(between, $"{Part}.between"),
                ReadConditions(and, $"{Part}.and"),
                parts.TryGetValue("margin", out var margin) ? Real(margin, $"{Part}.margin", double.Epsilon, double.MaxValue, "a number above 0") : 0,
                parts.TryGetValue("on", out var on) ? Text(on, $"{Part}.on") : "")
            : throw Refuse(node, "decide needs both 'between' and 'and': the settings of two cells, such as {between: {bias: false}, and: {bias: true}}.");
    }

    private double Real(YamlNode node, string what, double min, double max, string expected) => node is YamlScalar { Quoted: false } scalar
        && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max
            ? value
            : throw Expected(node, what, expected);
}
