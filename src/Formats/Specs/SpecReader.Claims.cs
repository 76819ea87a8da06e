using Symmetry.Analysis.Questions.Claims;
using Symmetry.Engine.Experiments;

namespace Symmetry.Formats.Specs;

/// <summary>Reads claims. They name cells, so the cells are laid out first.</summary>
internal sealed partial class SpecReader
{
    private static readonly string[] ClaimKinds = [.. ClaimShape.All.Select(shape => shape.Kind)];

    /// <summary>Reads claims about a sweep that is there already. Other keys of the file are not read.</summary>
    /// <exception cref="SpecFileException">There is a claim that cannot be answered.</exception>
    public static ImmutableArray<Claim> ReadClaims(string text, string file, Sweep sweep) =>
        new SpecReader(file, folder: null) { experiment = sweep.Experiment }.ReadClaims(sweep, YamlTree.Read(text, file));

    private ImmutableArray<Claim> ReadClaims(Sweep sweep, YamlNode root)
    {
        if (Map(root, "the file", "the key claims").Entries.FirstOrDefault(entry => entry.Key.Text == "claims") is not { Value: var node })
        {
            return [];
        }

        return node is YamlList list
            ? [.. list.Items.Select(item => ReadClaim(sweep, item))]
            : throw Expected(node, "claims", $"a list of claims, each with says and one of {string.Join(", ", ClaimKinds)}");
    }

    private Claim ReadClaim(Sweep sweep, YamlNode item)
    {
        var parts = Parts(item, "a claim", ["says", .. ClaimKinds]);
        if (!parts.TryGetValue("says", out var sentence))
        {
            throw Refuse(item, "This claim has no 'says'. Add the sentence being claimed.");
        }

        if (parts.Count != 2)
        {
            throw Refuse(item, $"A claim has exactly one of {string.Join(", ", ClaimKinds)}; this one has {parts.Count - 1}.");
        }

        var says = Text(sentence, "says");
        var (kind, body) = parts.Single(part => part.Key != "says");
        var claim = new ClaimBody(kind, body, Parts(body, kind, ClaimShape.Find(kind).Parts));
        return kind switch
        {
            "value" => ReadValueClaim(sweep, says, claim),
            "bound" => ReadBoundClaim(sweep, says, claim),
            "order" => ReadOrderClaim(sweep, says, claim),
            "best" => ReadBestClaim(sweep, says, claim),
            "superiority" => ReadSuperiorityClaim(sweep, says, claim),
            "decided" => ReadDecidedClaim(sweep, says, claim),
            "equivalent" => ReadEquivalenceClaim(sweep, says, claim),
            "ratio" => ReadRatioClaim(sweep, says, claim),
            "slope" => ReadSlopeClaim(sweep, says, claim),
            "share" => ReadShareClaim(sweep, says, claim),
            _ => ReadEqualityClaim(sweep, says, claim),
        };
    }

    private ValueClaim ReadValueClaim(Sweep sweep, string says, ClaimBody claim)
    {
        var cells = Selection(sweep, claim, "of").Cells;
        var node = Required(claim, "is");
        if (node is not YamlScalar { Quoted: false } scalar
            || !decimal.TryParse(scalar.Text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            throw Expected(node, "value.is", "a number as it was printed, such as 0.84");
        }

        // 0.84 stands for every number that rounds to it.
        return new ValueClaim(says, cells, ReadMetric(sweep, claim, "on", cells), (double)value, 0.5 * Math.Pow(10, -value.Scale));
    }

    private EqualityClaim ReadEqualityClaim(Sweep sweep, string says, ClaimBody claim)
    {
        var cells = Selection(sweep, claim, "of").Cells;
        return cells.All(cell => Classification.HasTestSets(TrialMetrics.InCell(sweep, sweep.Cells[cell])))
            ? new EqualityClaim(says, cells)
            : throw Refuse(claim.Node, $"equal compares {string.Join(" and ", Classification.TestSets)}, which {sweep.Experiment.Name} does not measure. "
                + "Use equivalent with a list of two metrics under 'on'.");
    }

    private BoundClaim ReadBoundClaim(Sweep sweep, string says, ClaimBody claim)
    {
        var cells = Selection(sweep, claim, "of").Cells;
        var (atLeast, atMost) = ReadBounds(claim);
        return new BoundClaim(says, cells, ReadMetric(sweep, claim, "on", cells), atLeast, atMost, ReadFlag(claim, "every"));
    }

    private Claim ReadOrderClaim(Sweep sweep, string says, ClaimBody claim)
    {
        var by = ReadNumber(claim, "by", 0);
        if (claim.Parts.ContainsKey("tuned"))
        {
            return ReadTunedClaim(sweep, says, claim, "greater", "than", interval => OrderClaim.Answer(interval, by));
        }

        var (pairs, first, second) = ReadPairs(sweep, claim, "greater", "than");
        return new OrderClaim(says, pairs, first, by) { SecondMetric = second };
    }

    private BestClaim ReadBestClaim(Sweep sweep, string says, ClaimBody claim)
    {
        RefuseCrossed(sweep, claim);
        var cells = Selection(sweep, claim, "of").Cells;
        if (cells.Length == sweep.Cells.Length)
        {
            throw Refuse(claim.Parts["of"], $"best.of selects all {Numbers.Count(cells.Length, "cell")} of the sweep, so the claim says nothing. Select some.");
        }

        var metric = ReadMetric(sweep, claim, "on", [.. sweep.Cells.Select(cell => cell.Number)]);
        return metric.Better is MetricDirection.None
            ? throw Expected(claim.Parts["on"], "best.on", "a metric of which larger or smaller values are better")
            : new BestClaim(says, cells, metric);
    }

    private SuperiorityClaim ReadSuperiorityClaim(Sweep sweep, string says, ClaimBody claim)
    {
        RefuseCrossed(sweep, claim);
        var (pairs, first, second) = ReadPairs(sweep, claim, "greater", "than");
        var (atLeast, atMost) = ReadBounds(claim);
        foreach (var bound in (string[])["atLeast", "atMost"])
        {
            if (ReadNumber(claim, bound, 0) is < 0 or > 1)
            {
                throw Expected(claim.Parts[bound], $"{claim.Kind}.{bound}", "a probability from 0 to 1");
            }
        }

        return new SuperiorityClaim(says, pairs, first, atLeast, atMost) { SecondMetric = second };
    }

    private DecidedClaim ReadDecidedClaim(Sweep sweep, string says, ClaimBody claim)
    {
        var (pairs, first, second) = ReadPairs(sweep, claim, "between", "and");
        return new DecidedClaim(says, pairs, first, ReadMargin(claim)) { SecondMetric = second };
    }

    private Claim ReadEquivalenceClaim(Sweep sweep, string says, ClaimBody claim)
    {
        var within = ReadMargin(claim);
        if (claim.Parts.ContainsKey("tuned"))
        {
            return ReadTunedClaim(sweep, says, claim, "of", "to", interval => EquivalenceClaim.Answer(interval, within));
        }

        var (pairs, first, second) = ReadPairs(sweep, claim, "of", "to");
        return new EquivalenceClaim(says, pairs, first, within) { SecondMetric = second };
    }

    private double ReadMargin(ClaimBody claim)
    {
        var node = Required(claim, "within");
        var within = ReadNumber(claim, "within", 0);
        return within > 0 ? within : throw Expected(node, $"{claim.Kind}.within", "a number above 0");
    }

    private RatioClaim ReadRatioClaim(Sweep sweep, string says, ClaimBody claim)
    {
        RefuseCrossed(sweep, claim);
        var (pairs, first, second) = ReadPairs(sweep, claim, "of", "to");
        var (atLeast, atMost) = ReadBounds(claim);
        return new RatioClaim(says, pairs, first, atLeast, atMost) { SecondMetric = second };
    }

    private SlopeClaim ReadSlopeClaim(Sweep sweep, string says, ClaimBody claim)
    {
        RefuseCrossed(sweep, claim);
        var cells = Selection(sweep, claim, "of").Cells;
        Required(claim, "by");
        var (atLeast, atMost) = ReadBounds(claim);
        return new SlopeClaim(says, cells, ReadMetric(sweep, claim, "on", cells), ReadMetric(sweep, claim, "by", cells), atLeast, atMost);
    }

    private ShareClaim ReadShareClaim(Sweep sweep, string says, ClaimBody claim)
    {
        var cells = Selection(sweep, claim, "of").Cells;
        var node = Required(claim, "factor");
        IReadOnlyList<string> factors = CrossedDesign.Find(sweep.Spec.Replicates)?.Names
            ?? throw Refuse(claim.Node, "share needs crossed replicates, such as replicates: {seeds: 10, permutations: 10}.");
        if (node is not YamlScalar scalar || !factors.Contains(scalar.Text))
        {
            throw Expected(node, "share.factor", $"one of {string.Join(", ", factors)}");
        }

        var (atLeast, atMost) = ReadBounds(claim);
        return new ShareClaim(says, cells, ReadMetric(sweep, claim, "on", cells), scalar.Text, atLeast, atMost);
    }

    // Ratio and slope assume independent runs; runs that share a level are not.
    private void RefuseCrossed(Sweep sweep, ClaimBody claim)
    {
        if (CrossedDesign.Find(sweep.Spec.Replicates) is not null)
        {
            throw Refuse(claim.Node, $"{claim.Kind} assumes independent runs, and crossed replicates share levels. "
                + "Valid claims here: value, bound, order, decided, equivalent, equal, share.");
        }
    }

    // A list of two metrics compares the first metric of the left cells with the second one of the right cells.
    private (ImmutableArray<(int First, int Second)> Pairs, Metric First, Metric Second) ReadPairs(Sweep sweep, ClaimBody claim, string left, string right)
    {
        var first = Selection(sweep, claim, left);
        var second = Selection(sweep, claim, right);
        var (metric, secondMetric) = ReadMetrics(sweep, claim, first.Cells, second.Cells);
        var pairs = CellPairs.All(first.Cells, second.Cells, withItself: metric != secondMetric);
        if (ReadFlag(claim, "matched"))
        {
            pairs = CellPairs.Matched(sweep, pairs, first.Conditions, second.Conditions);
        }

        return pairs.IsEmpty
            ? throw Refuse(claim.Parts[right], $"{claim.Kind}.{right} selects no cell to compare with: every one of its cells is also in {claim.Kind}.{left}.")
            : (pairs, metric, secondMetric);
    }

    private (Metric First, Metric Second) ReadMetrics(Sweep sweep, ClaimBody claim, ImmutableArray<int> first, ImmutableArray<int> second)
    {
        if (claim.Parts.GetValueOrDefault("on") is not YamlList list)
        {
            var metric = ReadMetric(sweep, claim, "on", [.. first.Union(second)]);
            return (metric, metric);
        }

        return list.Items is [var left, var right] && (FindMetric(sweep, left, first), FindMetric(sweep, right, second)) is var (one, other) && one != other
            ? (one, other)
            : throw Expected(list, $"{claim.Kind}.on", "a metric, or a list of two different ones");
    }

    private (ImmutableArray<Axis> Conditions, ImmutableArray<int> Cells) Selection(Sweep sweep, ClaimBody claim, string name)
    {
        var (node, part) = (Required(claim, name), $"{claim.Kind}.{name}");
        var conditions = ReadConditions(node, part);
        var cells = CellSelector.Matching(sweep, conditions);
        return cells.IsEmpty
            ? throw Refuse(node, $"{part} matches none of the {sweep.Cells.Length} cells.")
            : (conditions, cells);
    }

    private Metric ReadMetric(Sweep sweep, ClaimBody claim, string name, ImmutableArray<int> cells) => FindMetric(
        sweep,
        claim.Parts.TryGetValue(name, out var node) ? node
            : DefaultMetric.Find(sweep.Metrics) is { } metric ? new YamlScalar(metric.Name, Quoted: false, claim.Node.Place)
            : throw Refuse(claim.Node, $"{claim.Kind} needs the key '{name}', because no metric of this sweep says which values are better. "
                + $"Valid metrics: {string.Join(", ", MetricSelector.Selectable(sweep))}."),
        cells);

    // All the cells must have the metric.
    private Metric FindMetric(Sweep sweep, YamlNode node, ImmutableArray<int> cells)
    {
        var metrics = cells.Select(cell => TrialMetrics.InCell(sweep, sweep.Cells[cell])).Aggregate((all, more) => [.. all.Intersect(more)]);
        try
        {
            return MetricSelector.Find(MetricSelector.Selectable(metrics), node is YamlScalar scalar ? scalar.Text : Describe(node));
        }
        catch (SelectionException e)
        {
            throw Refuse(node, e.Message);
        }
    }

    private (double AtLeast, double AtMost) ReadBounds(ClaimBody claim) => claim.Parts.ContainsKey("atLeast") || claim.Parts.ContainsKey("atMost")
        ? (ReadNumber(claim, "atLeast", double.NegativeInfinity), ReadNumber(claim, "atMost", double.PositiveInfinity))
        : throw Refuse(claim.Node, $"{claim.Kind} needs atLeast, atMost or both.");

    private double ReadNumber(ClaimBody claim, string part, double otherwise)
    {
        if (!claim.Parts.TryGetValue(part, out var node))
        {
            return otherwise;
        }

        return node is YamlScalar { Quoted: false } scalar
            && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw Expected(node, $"{claim.Kind}.{part}", "a number");
    }

    private bool ReadFlag(ClaimBody claim, string part)
    {
        if (!claim.Parts.TryGetValue(part, out var node))
        {
            return false;
        }

        return node is YamlScalar { Quoted: false, Text: "true" or "false" } scalar
            ? scalar.Text == "true"
            : throw Expected(node, $"{claim.Kind}.{part}", "true or false");
    }

    private YamlNode Required(ClaimBody claim, string part) => claim.Parts.TryGetValue(part, out var node)
        ? node
        : throw Refuse(claim.Node, $"{claim.Kind} needs the key '{part}'.");

    private Dictionary<string, YamlNode> Parts(YamlNode node, string what, string[] valid)
    {
        var parts = new Dictionary<string, YamlNode>();
        foreach (var (key, value) in Map(node, what, valid is [var only] ? $"the key '{only}'" : $"the keys {string.Join(", ", valid)}").Entries)
        {
            if (!valid.Contains(key.Text))
            {
                throw Unknown(key, "key", $"keys of {what}", valid);
            }

            parts.Add(key.Text, value);
        }

        return parts;
    }

    // The kind of a claim, its node, and its parts by name.
    private sealed record ClaimBody(string Kind, YamlNode Node, Dictionary<string, YamlNode> Parts);
}
