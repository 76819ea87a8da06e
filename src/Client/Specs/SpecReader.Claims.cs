using System.Collections.Immutable;
using System.Globalization;
using Symmetry.Engine.Claims;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Specs;

/// <summary>The part that reads claims: they are about cells, so the cells are laid out first.</summary>
internal sealed partial class SpecReader
{
    private const string ClaimShapes = "says and one of value, bound, order or equal";

    private static readonly string[] ClaimKinds = ["value", "bound", "order", "equal"];
    private static readonly string[] MeasureNames = [.. Measure.All.Select(measure => measure.Name)];

    private ImmutableArray<Claim> ReadClaims(Sweep sweep, YamlNode root)
    {
        if (((YamlMap)root).Entries.FirstOrDefault(entry => entry.Key.Text == "claims") is not { Value: var node })
        {
            return [];
        }

        return node is YamlList list
            ? [.. list.Items.Select(item => ReadClaim(sweep, item))]
            : throw Refuse(node, $"claims is {Describe(node)}; allowed is a list, each with {ClaimShapes}.");
    }

    private Claim ReadClaim(Sweep sweep, YamlNode item)
    {
        var parts = Parts(item, "a claim", ["says", .. ClaimKinds]);
        if (!parts.TryGetValue("says", out var sentence))
        {
            throw Refuse(item, "a claim says nothing; allowed is says: with the sentence that is claimed.");
        }

        if (parts.Count != 2)
        {
            throw Refuse(item, $"the claim has {parts.Count - 1} of value, bound, order and equal; allowed is one.");
        }

        var says = Text(sentence, "says");
        var (kind, body) = parts.Single(part => part.Key != "says");
        return kind switch
        {
            "value" => ReadValueClaim(sweep, says, body),
            "bound" => ReadBoundClaim(sweep, says, body),
            "order" => ReadOrderClaim(sweep, says, body),
            _ => new EqualityClaim(says, Selection(sweep, Needed(Parts(body, kind, ["of"]), body, kind, "of"), "equal.of")),
        };
    }

    private ValueClaim ReadValueClaim(Sweep sweep, string says, YamlNode body)
    {
        var parts = Parts(body, "value", ["of", "on", "is"]);
        var cells = Selection(sweep, Needed(parts, body, "value", "of"), "value.of");
        var node = Needed(parts, body, "value", "is");
        if (node is not YamlScalar { Quoted: false } scalar
            || !decimal.TryParse(scalar.Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            throw Refuse(node, $"value.is is {Describe(node)}; allowed is a number as it was printed, such as 0.84.");
        }

        // 0.84 stands for all numbers that are printed so.
        return new ValueClaim(says, cells, ReadMeasure(parts, "value"), (double)value, 0.5 * Math.Pow(10, -value.Scale));
    }

    private BoundClaim ReadBoundClaim(Sweep sweep, string says, YamlNode body)
    {
        var parts = Parts(body, "bound", ["of", "on", "atLeast", "atMost", "every"]);
        var cells = Selection(sweep, Needed(parts, body, "bound", "of"), "bound.of");
        if (!parts.ContainsKey("atLeast") && !parts.ContainsKey("atMost"))
        {
            throw Refuse(body, "bound has no atLeast and no atMost; allowed is one or both.");
        }

        return new BoundClaim(
            says, cells, ReadMeasure(parts, "bound"),
            ReadNumber(parts, "bound.atLeast", double.NegativeInfinity), ReadNumber(parts, "bound.atMost", double.PositiveInfinity),
            ReadFlag(parts, "bound.every"));
    }

    private OrderClaim ReadOrderClaim(Sweep sweep, string says, YamlNode body)
    {
        var parts = Parts(body, "order", ["greater", "than", "on", "by"]);
        var greater = Selection(sweep, Needed(parts, body, "order", "greater"), "order.greater");
        var thanNode = Needed(parts, body, "order", "than");
        var than = Selection(sweep, thanNode, "order.than");
        return greater.Any(cell => than.Any(other => other != cell))
            ? new OrderClaim(says, greater, than, ReadMeasure(parts, "order"), ReadNumber(parts, "order.by", 0))
            : throw Refuse(thanNode, "order.than has no cell that order.greater has not; allowed are cells to compare with.");
    }

    private ImmutableArray<int> Selection(Sweep sweep, YamlNode node, string part)
    {
        var conditions = ImmutableArray.CreateBuilder<Axis>();
        foreach (var (key, value) in Map(node, part, "settings with the values that match, such as {bias: false}").Entries)
        {
            var setting = FindSetting(key);
            conditions.Add(new Axis(setting, IsSingle(setting, value) ? [ReadValue(setting, value)] : ReadValues(setting, (YamlList)value, part)));
        }

        var cells = CellSelection.Of(sweep, conditions.ToImmutable());
        return cells.IsEmpty
            ? throw Refuse(node, $"{part} matches none of the {sweep.Cells.Length} cells; allowed are settings that at least one cell has.")
            : cells;
    }

    private Measure ReadMeasure(Dictionary<string, YamlNode> parts, string claim)
    {
        if (!parts.TryGetValue("on", out var node))
        {
            return Measure.Original;
        }

        return Measure.All.FirstOrDefault(measure => node is YamlScalar scalar && scalar.Text == measure.Name)
            ?? throw Refuse(node, $"{claim}.on is {Describe(node)}; allowed are {string.Join(", ", MeasureNames)}."
                + (node is YamlScalar word ? NearestName.Hint(word.Text, MeasureNames) : ""));
    }

    private double ReadNumber(Dictionary<string, YamlNode> parts, string part, double usual)
    {
        if (!parts.TryGetValue(part[(part.IndexOf('.', StringComparison.Ordinal) + 1)..], out var node))
        {
            return usual;
        }

        return node is YamlScalar { Quoted: false } scalar
            && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw Refuse(node, $"{part} is {Describe(node)}; allowed is a number.");
    }

    private bool ReadFlag(Dictionary<string, YamlNode> parts, string part)
    {
        if (!parts.TryGetValue(part[(part.IndexOf('.', StringComparison.Ordinal) + 1)..], out var node))
        {
            return false;
        }

        return node is YamlScalar { Quoted: false, Text: "true" or "false" } scalar
            ? scalar.Text == "true"
            : throw Refuse(node, $"{part} is {Describe(node)}; allowed is true, about every trial, or false, about the mean.");
    }

    private YamlNode Needed(Dictionary<string, YamlNode> parts, YamlNode body, string claim, string part) =>
        parts.TryGetValue(part, out var node)
            ? node
            : throw Refuse(body, $"{claim} has no {part}, which it needs.");

    private Dictionary<string, YamlNode> Parts(YamlNode node, string what, string[] allowed)
    {
        var parts = new Dictionary<string, YamlNode>();
        foreach (var (key, value) in Map(node, what, string.Join(", ", allowed)).Entries)
        {
            if (!allowed.Contains(key.Text))
            {
                throw Refuse(key, $"{Quote(key.Text)} is no part of {what}; allowed are {string.Join(", ", allowed)}."
                    + NearestName.Hint(key.Text, allowed));
            }

            parts.Add(key.Text, value);
        }

        return parts;
    }
}
