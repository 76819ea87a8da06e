using Symmetry.Client.Paper;
using Symmetry.Client.Specs;
using Symmetry.Engine.Claims;

namespace Symmetry.Client.Tests.Specs;

/// <summary>Claims in a specification: what they mean, and what is said about mistakes in them.</summary>
public sealed class ClaimSpecTests
{
    private const string Sweep = "name: a\nreplicates: 2\naxes: {bias: [false, true]}\nfixed: {epochs: 3}\nclaims:\n";

    public static TheoryData<string, string> Mistakes => new()
    {
        { "  7", "6:3: claims is 7; allowed is a list, each with says and one of value, bound, order or equal." },
        { "- 7", "6:3: a claim is 7; allowed are says, value, bound, order, equal." },
        { "- {equal: {of: {}}}", "6:3: a claim says nothing; allowed is says: with the sentence that is claimed." },
        { "- {says: x}", "6:3: the claim has 0 of value, bound, order and equal; allowed is one." },
        { "- {says: x, equal: {of: {}}, bound: {}}", "6:3: the claim has 2 of value, bound, order and equal; allowed is one." },
        { "- {says: x, bond: {}}", "6:13: \"bond\" is no part of a claim; allowed are says, value, bound, order, equal. Did you mean bound?" },
        { "- {says: [], equal: {of: {}}}", "6:10: says is the empty list; allowed is a name." },
        { "- {says: x, equal: 3}", "6:20: equal is 3; allowed are of." },
        { "- {says: x, equal: {}}", "6:20: equal has no of, which it needs." },
        { "- {says: x, equal: {of: {features: square}}}", "6:25: equal.of matches none of the 2 cells; allowed are settings that at least one cell has." },
        { "- {says: x, value: {of: {bias: true}, is: \"0.8\"}}", "6:43: value.is is the text \"0.8\"; allowed is a number as it was printed, such as 0.84." },
        { "- {says: x, value: {of: {bias: true}, is: 0.8, at: 3}}", "6:48: \"at\" is no part of value; allowed are of, on, is." },
        { "- {says: x, value: {of: {bias: true}, is: 0.8, on: orignal}}", "6:52: value.on is orignal; allowed are original, inverted, sum, loss. Did you mean original?" },
        { "- {says: x, bound: {of: {bias: true}}}", "6:20: bound has no atLeast and no atMost; allowed is one or both." },
        { "- {says: x, bound: {of: {bias: true}, atMost: much}}", "6:47: bound.atMost is much; allowed is a number." },
        { "- {says: x, bound: {of: {bias: true}, atMost: 1, every: 1}}", "6:57: bound.every is 1; allowed is true, about every trial, or false, about the mean." },
        { "- {says: x, order: {greater: {bias: true}}}", "6:20: order has no than, which it needs." },
        { "- {says: x, order: {greater: {bias: true}, than: {bias: true}}}", "6:50: order.than has no cell that order.greater has not; allowed are cells to compare with." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_in_a_claim_is_one_sentence_with_a_place(string claims, string sentence)
    {
        var error = Assert.Throws<SpecFileException>(() => SpecReader.ReadDocument(Sweep + claims + "\n", "a.yaml", "a"));

        Assert.Equal($"a.yaml:{sentence}", error.Message);
    }

    [Fact]
    public void A_printed_number_stands_for_all_that_round_to_it()
    {
        var claim = Assert.IsType<ValueClaim>(Read("- {says: x, value: {of: {bias: true}, on: inverted, is: 0.840}}"));

        Assert.Equal((0.84, 0.0005, "inverted"), (claim.Value, claim.Rounding, claim.Measure.Name));
        Assert.Equal([1], claim.Cells);
    }

    [Fact]
    public void Cells_are_selected_by_axes_and_by_fixed_settings()
    {
        Assert.Equal([0, 1], Read("- {says: x, equal: {of: {epochs: 3}}}").Cells);
        Assert.Equal([0, 1], Read("- {says: x, equal: {of: {bias: [true, false], epochs: 3}}}").Cells);
        Assert.Equal([0], Read("- {says: x, equal: {of: {bias: false, hidden: [10, 5]}}}").Cells);
    }

    [Fact]
    public void Bounds_and_orders_are_read_whole()
    {
        var bound = Assert.IsType<BoundClaim>(Read("- {says: x, bound: {of: {}, on: sum, atLeast: -1, atMost: 1, every: true}}"));
        var order = Assert.IsType<OrderClaim>(Read("- {says: y, order: {greater: {bias: true}, than: {}, on: loss, by: 0.5}}"));

        Assert.Equal((-1.0, 1.0, true, "sum"), (bound.AtLeast, bound.AtMost, bound.OnEveryTrial, bound.Measure.Name));
        Assert.Equal((0.5, "loss", 1), (order.By, order.Measure.Name, order.Greater.Single()));
    }

    [Fact]
    public void Claims_are_no_part_of_the_sweep()
    {
        var without = SpecReader.Read(Sweep[..^"claims:\n".Length], "a.yaml", "a");

        Assert.Equal(without.Canonical, SpecReader.Read(Sweep + "- {says: x, equal: {of: {}}}\n", "a.yaml", "a").Canonical);
    }

    [Fact]
    public void The_papers_claims_are_about_the_papers_sweep()
    {
        var document = SpecFile.ReadDocument(Path.Combine(AppContext.BaseDirectory, "examples", "paper-claims.yaml"));

        Assert.Equal(PaperSweep.Of(PaperSweep.DefaultReplicates, 1).Id, document.Sweep.Id);
        var numbers = document.Claims.OfType<ValueClaim>().ToList();
        Assert.Equal(14, numbers.Count);
        Assert.All(numbers, claim =>
        {
            var rate = PaperTables.Find(document.Sweep.Cells[Assert.Single(claim.Cells)].Settings)!;
            Assert.Equal(claim.Measure == Measure.Original ? rate.Original : rate.Inverted, claim.Value);
        });
    }

    private static Claim Read(string claim) => Assert.Single(SpecReader.ReadDocument(Sweep + claim + "\n", "a.yaml", "a").Claims);
}
