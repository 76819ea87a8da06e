using Symmetry.Analysis.Paper;
using Symmetry.Analysis.Questions.Claims;
using Symmetry.Analysis.Runs;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.Specs;

/// <summary>Claims in a specification: their meaning, and the messages for mistakes in them.</summary>
public sealed class ClaimSpecTests
{
    private const string Sweep = "name: a\nreplicates: 2\naxes: {bias: [false, true]}\nfixed: {epochs: 3}\nclaims:\n";

    private const string Kinds = "value, bound, order, best, superiority, decided, equal, equivalent, ratio, slope, share";

    public static TheoryData<string, string> Mistakes => new()
    {
        { "  7", $"6:3: claims: expected a list of claims, each with says and one of {Kinds}, got '7'." },
        { "- 7", $"6:3: a claim: expected the keys says, {Kinds}, got '7'." },
        { "- {equal: {of: {}}}", "6:3: This claim has no 'says'. Add the sentence being claimed." },
        { "- {says: x}", $"6:3: A claim has exactly one of {Kinds}; this one has 0." },
        { "- {says: x, equal: {of: {}}, bound: {}}",
            $"6:3: A claim has exactly one of {Kinds}; this one has 2." },
        { "- {says: x, bond: {}}",
            $"6:13: Unknown key 'bond'. Valid keys of a claim: says, {Kinds}. Did you mean bound?" },
        { "- {says: [], equal: {of: {}}}", "6:10: says: expected a text, got an empty list." },
        { "- {says: x, equal: 3}", "6:20: equal: expected the key 'of', got '3'." },
        { "- {says: x, equal: {}}", "6:20: equal needs the key 'of'." },
        { "- {says: x, equal: {of: {features: square}}}", "6:25: equal.of matches none of the 2 cells." },
        { "- {says: x, value: {of: {bias: true}, is: \"0.8\"}}", "6:43: value.is: expected a number as it was printed, such as 0.84, got the text '0.8'." },
        { "- {says: x, value: {of: {bias: true}, is: 0.8, at: 3}}", "6:48: Unknown key 'at'. Valid keys of value: of, on, is." },
        { "- {says: x, value: {of: {bias: true}, is: 0.8, on: orignal}}",
            "6:52: Unknown metric 'orignal'. Valid metrics: accuracy, accuracy_inverted, train_loss, seconds, sum. Did you mean original?" },
        { "- {says: x, bound: {of: {bias: true}}}", "6:20: bound needs atLeast, atMost or both." },
        { "- {says: x, bound: {of: {bias: true}, atMost: much}}", "6:47: bound.atMost: expected a number, got 'much'." },
        { "- {says: x, bound: {of: {bias: true}, atMost: 1, every: 1}}", "6:57: bound.every: expected true or false, got '1'." },
        { "- {says: x, order: {greater: {bias: true}}}", "6:20: order needs the key 'than'." },
        { "- {says: x, equivalent: {of: {bias: true}, to: {bias: false}}}", "6:25: equivalent needs the key 'within'." },
        { "- {says: x, equivalent: {of: {bias: true}, to: {bias: false}, within: 0}}", "6:71: equivalent.within: expected a number above 0, got '0'." },
        { "- {says: x, ratio: {of: {bias: true}, to: {bias: false}}}", "6:20: ratio needs atLeast, atMost or both." },
        { "- {says: x, slope: {of: {}, by: epochs_run, atMost: 0}}",
            "6:33: Unknown metric 'epochs_run'. Valid metrics: accuracy, accuracy_inverted, train_loss, seconds, sum." },
        { "- {says: x, share: {of: {}, factor: P, atMost: 0}}", "6:20: share needs crossed replicates, such as replicates: {seeds: 10, permutations: 10}." },
        { "- {says: x, order: {greater: {bias: true}, than: {bias: false}, matched: 1}}", "6:74: order.matched: expected true or false, got '1'." },
        { "- {says: x, best: {of: {}}}", "6:24: best.of selects all 2 cells of the sweep, so the claim says nothing. Select some." },
        { "- {says: x, best: {on: accuracy}}", "6:19: best needs the key 'of'." },
        { "- {says: x, superiority: {greater: {bias: true}, than: {bias: false}}}", "6:26: superiority needs atLeast, atMost or both." },
        { "- {says: x, superiority: {greater: {bias: true}, than: {bias: false}, atLeast: 75}}",
            "6:80: superiority.atLeast: expected a probability from 0 to 1, got '75'." },
        { "- {says: x, decided: {between: {bias: true}, and: {bias: false}}}", "6:22: decided needs the key 'within'." },
        { "- {says: x, decided: {between: {bias: true}, within: 0.01}}", "6:22: decided needs the key 'and'." },
        { "- {says: x, decided: {between: {bias: true}, and: {bias: false}, within: -1}}", "6:74: decided.within: expected a number above 0, got '-1'." },
        { "- {says: x, equivalent: {of: {}, to: {}, on: [accuracy], within: 1}}",
            "6:46: equivalent.on: expected a metric, or a list of two different ones, got a list." },
        { "- {says: x, equivalent: {of: {}, to: {}, on: [accuracy, original], within: 1}}",
            "6:46: equivalent.on: expected a metric, or a list of two different ones, got a list." },
        { "- {says: x, equivalent: {of: {}, to: {}, on: [accuracy, invertd], within: 1}}",
            "6:57: Unknown metric 'invertd'. Valid metrics: accuracy, accuracy_inverted, train_loss, seconds, sum. Did you mean inverted?" },
        { "- {says: x, order: {greater: {bias: true}, than: {bias: false}, tuned: {axes: [epochs], select: train_loss}}}",
            "6:80: order.tuned.axes: expected an axis with two values, one of bias, got 'epochs'." },
        { "- {says: x, order: {greater: {bias: true}, than: {bias: false}, tuned: {}}}",
            "6:72: order.tuned.axes: expected a list of axes to tune, out of bias, got a map." },
        { "- {says: x, order: {greater: {bias: true}, than: {}, tuned: {axes: [bias], select: train_loss}}}",
            "6:50: order.greater and order.than select the same cells. Select others." },
        { "- {says: x, order: {greater: {bias: true}, than: {bias: false}, matched: true, tuned: {axes: [bias]}}}",
            "6:74: order.matched pairs cells, and with order.tuned each side is one tuned cell. Remove one of the two." },
        { "- {says: x, order: {greater: {bias: true}, than: {bias: false}, tuned: {axes: [bias]}}}",
            "6:72: Unknown metric 'validation'. Valid metrics: accuracy, accuracy_inverted, train_loss, seconds, sum." },
        { "- {says: x, order: {greater: {bias: true}, than: {bias: true}}}",
            "6:50: order.than selects no cell to compare with: every one of its cells is also in order.greater." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistake_in_a_claim_gives_one_sentence_with_line_and_column(string claims, string sentence)
    {
        var error = Assert.Throws<SpecFileException>(() => SpecReader.ReadDocument(Sweep + claims + "\n", "a.yaml", "a"));

        Assert.Equal($"a.yaml:{sentence}", error.Message);
    }

    [Fact]
    public void Printed_number_means_every_number_that_rounds_to_it()
    {
        var claim = Assert.IsType<ValueClaim>(Read("- {says: x, value: {of: {bias: true}, on: inverted, is: 0.840}}"));

        Assert.Equal((0.84, 0.0005, "accuracy_inverted"), (claim.Value, claim.Rounding, claim.Metric.Name));
        Assert.Equal([1], claim.Cells);
    }

    [Fact]
    public void Sides_that_are_tuned_choose_among_all_their_cells()
    {
        const string Grid = "name: a\nreplicates: 2\naxes: {bias: [false, true], epochs: [3, 4], momentum: [0, 0.9]}\nclaims:\n";
        const string Claim = "- {says: x, equivalent: {of: {bias: true EPOCHS}, to: {bias: false, epochs: 3}, within: 0.1, "
            + "tuned: {axes: [momentum], select: loss}}}\n";
        var claim = Assert.IsType<TunedClaim>(Assert.Single(
            SpecReader.ReadDocument(Grid + Claim.Replace(" EPOCHS", ", epochs: 4", StringComparison.Ordinal), "a.yaml", "a").Claims));

        Assert.Equal([6, 7], claim.First);
        Assert.Equal([0, 1], claim.Second);
        Assert.Equal(("train_loss", "accuracy"), (claim.Select.Name, claim.Metric.Name));
        var error = Assert.Throws<SpecFileException>(
            () => SpecReader.ReadDocument(Grid + Claim.Replace(" EPOCHS", "", StringComparison.Ordinal), "a.yaml", "a"));
        Assert.EndsWith(
            "equivalent.of selects cells that differ in epochs, which is not tuned. Select one of its values, or add it to equivalent.tuned.axes.",
            error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cells_are_selected_by_axes_and_by_fixed_settings()
    {
        Assert.Equal([0, 1], Read("- {says: x, equal: {of: {epochs: 3}}}").Cells);
        Assert.Equal([0, 1], Read("- {says: x, equal: {of: {bias: [true, false], epochs: 3}}}").Cells);
        Assert.Equal([0], Read("- {says: x, equal: {of: {bias: false, hidden: [10, 5]}}}").Cells);
    }

    [Fact]
    public void Every_part_of_bounds_and_orders_is_read()
    {
        var bound = Assert.IsType<BoundClaim>(Read("- {says: x, bound: {of: {}, on: sum, atLeast: -1, atMost: 1, every: true}}"));
        var order = Assert.IsType<OrderClaim>(Read("- {says: y, order: {greater: {bias: true}, than: {}, on: loss, by: 0.5}}"));

        Assert.Equal((-1.0, 1.0, true, "sum"), (bound.AtLeast, bound.AtMost, bound.OnEveryTrial, bound.Metric.Name));
        Assert.Equal((0.5, "train_loss", 1), (order.By, order.Metric.Name, order.Pairs.Single().First));
    }

    [Fact]
    public void Claims_can_be_about_every_metric()
    {
        var claims = SpecReader.ReadDocument(
            "replicates: 3\naxes: {symmetry: [augment, share]}\nfixed: {targetAccuracy: 0.5}\nclaims:\n"
            + "- {says: x, ratio: {of: {symmetry: share}, to: {symmetry: augment}, on: updates, atMost: 0.5}}\n"
            + "- {says: y, slope: {of: {symmetry: share}, on: epochs_run, by: loss, atLeast: 0}}\n", "a.yaml", "a").Claims;
        var ratio = Assert.IsType<RatioClaim>(claims[0]);
        var slope = Assert.IsType<SlopeClaim>(claims[1]);

        Assert.Equal(("updates", double.NegativeInfinity, 0.5), (ratio.Metric.Name, ratio.AtLeast, ratio.AtMost));
        Assert.Equal([(1, 0)], ratio.Pairs);
        Assert.Equal(("epochs_run", "train_loss", 0), (slope.Metric.Name, slope.By.Name, slope.AtLeast));
    }

    [Fact]
    public void Matched_pairs_agree_on_the_axes_that_both_sides_treat_alike()
    {
        const string Grid = "replicates: 3\naxes: {features: [square, gradient], bias: [false, true], epochs: [1, 2]}\nclaims:\n- {says: x, equivalent: ";
        var pairs = Pairs("{of: {bias: true}, to: {bias: false}, within: 1, matched: true}}");

        Assert.Equal([(2, 0), (3, 1), (6, 4), (7, 5)], pairs);
        Assert.Equal(pairs, Pairs("{of: {bias: true, epochs: [1, 2]}, to: {bias: false, epochs: [2, 1]}, within: 1, matched: true}}"));
        Assert.Equal([(3, 0), (7, 4)], Pairs("{of: {bias: true, epochs: 2}, to: {bias: false, epochs: 1}, within: 1, matched: true}}"));

        static (int, int)[] Pairs(string claim) =>
            [.. Assert.IsType<EquivalenceClaim>(Assert.Single(SpecReader.ReadDocument(Grid + claim, "a.yaml", "a").Claims)).Pairs];
    }

    [Fact]
    public void Two_metrics_compare_a_cell_with_itself()
    {
        var matched = Assert.IsType<EquivalenceClaim>(Read("- {says: x, equivalent: {of: {}, to: {}, on: [accuracy, inverted], within: 1, matched: true}}"));
        var all = Assert.IsType<RatioClaim>(Read("- {says: x, ratio: {of: {bias: true}, to: {}, on: [sum, original], atMost: 2}}"));

        Assert.Equal([(0, 0), (1, 1)], matched.Pairs);
        Assert.Equal(("accuracy", "accuracy_inverted"), (matched.Metric.Name, matched.SecondMetric.Name));
        Assert.Equal([(1, 0), (1, 1)], all.Pairs);
        Assert.Equal(("sum", "accuracy"), (all.Metric.Name, all.SecondMetric.Name));
    }

    [Fact]
    public void Every_part_of_superiority_and_decided_is_read()
    {
        var superiority = Assert.IsType<SuperiorityClaim>(
            Read("- {says: x, superiority: {greater: {bias: true}, than: {bias: false}, on: sum, atLeast: 0.75}}"));
        var decided = Assert.IsType<DecidedClaim>(
            Read("- {says: x, decided: {between: {bias: true}, and: {bias: false}, on: loss, within: 0.01, matched: true}}"));

        Assert.Equal((0.75, double.PositiveInfinity, "sum", "sum"),
            (superiority.AtLeast, superiority.AtMost, superiority.Metric.Name, superiority.SecondMetric.Name));
        Assert.Equal((0.01, "train_loss"), (decided.Within, decided.Metric.Name));
        Assert.Equal([(1, 0)], decided.Pairs);
        Assert.Equal([(1, 0)], superiority.Pairs);
    }

    [Fact]
    public void Best_selects_cells_and_a_metric_with_a_direction()
    {
        var claim = Assert.IsType<BestClaim>(Read("- {says: x, best: {of: {bias: true}, on: loss}}"));
        Assert.Equal((1, "train_loss"), (Assert.Single(claim.Cells), claim.Metric.Name));

        const string Points = "replicates: 3\nexperiment: points\naxes: {hidden: [[4], [5]]}\nclaims:\n";
        var error = Assert.Throws<SpecFileException>(
            () => SpecReader.ReadDocument(Points + "- {says: x, best: {of: {hidden: [4]}, on: broken_dimension}}\n", "a.yaml", "a"));
        Assert.Equal("a.yaml:5:43: best.on: expected a metric of which larger or smaller values are better, got 'broken_dimension'.", error.Message);
    }

    [Fact]
    public void Claims_are_not_part_of_the_sweep()
    {
        var without = SpecReader.Read(Sweep[..^"claims:\n".Length], "a.yaml", "a");

        Assert.Equal(without.Canonical, SpecReader.Read(Sweep + "- {says: x, equal: {of: {}}}\n", "a.yaml", "a").Canonical);
    }

    [Fact]
    public void Claims_of_the_paper_are_about_the_sweep_of_the_paper()
    {
        var document = SpecFile.ReadDocument(Path.Combine(AppContext.BaseDirectory, "examples", "paper-claims.yaml"));

        Assert.Equal(PaperSweep.Create(PaperSweep.DefaultReplicates, 1).Id, document.Sweep.Id);
        var numbers = document.Claims.OfType<ValueClaim>().ToList();
        Assert.Equal(14, numbers.Count);
        Assert.All(numbers, claim =>
        {
            var rate = PaperTables.Find(document.Sweep.Cells[Assert.Single(claim.Cells)].Settings)!;
            Assert.Equal(claim.Metric == KnownMetrics.Accuracy ? rate.Original : rate.Inverted, claim.Value);
        });
    }

    private static Claim Read(string claim) => Assert.Single(SpecReader.ReadDocument(Sweep + claim + "\n", "a.yaml", "a").Claims);
}
