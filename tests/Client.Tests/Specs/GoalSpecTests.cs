using Symmetry.Engine.Sweeps;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.Specs;

/// <summary>Replicates until an interval is narrow enough.</summary>
public sealed class GoalSpecTests
{
    public static TheoryData<string, string> Mistakes => new()
    {
        { "{until: 0.005}", "1:13: A goal needs both until and atMost, such as {until: 0.005, atMost: 2000}." },
        { "{atMost: 50}", "1:13: atMost needs a goal: until, best or decide, such as {until: 0.005, atMost: 2000}." },
        { "{until: 0, atMost: 50}", "1:21: replicates.until: expected a half-width from 0.00001 to 0.5, got '0'." },
        { "{until: wide, atMost: 50}", "1:21: replicates.until: expected a half-width from 0.00001 to 0.5, got 'wide'." },
        { "{until: 0.1, atMost: 29}", "1:34: replicates.atMost: expected a whole number from 30 to 10000000, got '29'." },
        { "{until: 0.1, atMost: 50, seeds: 3}",
            "1:38: seeds is a crossed factor, and until is a goal. Use one or the other: runs that share levels are not independent." },
        { "{until: 0.1, atMost: 50, most: 3}", "1:38: Unknown key 'most'. Valid keys beside a goal: until, atMost." },
        { "{until: 0.1, best: 0.9, atMost: 50}", "1:26: until and best are two goals. Give one of them." },
        { "{best: 0.95}", "1:13: A goal needs both best and atMost, such as {best: 0.95, atMost: 300}." },
        { "{best: 0.4, atMost: 50}", "1:20: replicates.best: expected a level from 0.5 to 0.999, got '0.4'." },
        { "{best: 0.95, atMost: 50, seeds: 3}",
            "1:38: seeds is a crossed factor, and best is a goal. Use one or the other: runs that share levels are not independent." },
        { "{best: 0.95, atMost: 50, on: nothing}",
            "1:42: on: expected a metric that every cell measures and that has a better direction (accuracy, accuracy_inverted, train_loss), got 'nothing'." },
        { "{decide: {between: {bias: true}}, atMost: 50}",
            "1:22: decide needs both 'between' and 'and': the settings of two cells, such as {between: {bias: false}, and: {bias: true}}." },
        { "{decide: {between: {bias: true}, and: {bias: true}}, atMost: 50}", "1:51: decide: 'between' and 'and' both match cell 1. Name two cells." },
        { "{decide: {between: {bias: true}, and: {features: identity}}, atMost: 50}",
            "1:51: decide.and matches 2 of 2 cells. Name settings that exactly one cell has." },
        { "{decide: {between: {bias: true}, and: {bias: false}, margin: 0}, atMost: 50}",
            "1:74: replicates.decide.margin: expected a number above 0, got '0'." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistake_in_a_goal_gives_one_sentence_with_line_and_column(string replicates, string sentence)
    {
        var error = Assert.Throws<SpecFileException>(() => SpecReader.Read($"replicates: {replicates}\naxes: {{bias: [false, true]}}\n", "a.yaml", "a"));

        Assert.Equal($"a.yaml:{sentence}", error.Message);
    }

    [Fact]
    public void Race_has_a_level_a_budget_and_a_metric()
    {
        const string Axes = "axes: {bias: [false, true]}\n";
        var race = SpecReader.Read("replicates: {best: 0.9, atMost: 60, on: train_loss}\n" + Axes, "a.yaml", "a");
        var plain = SpecReader.Read("replicates: {best: 0.9, atMost: 60}\n" + Axes, "a.yaml", "a");
        var spelled = SpecReader.Read("replicates: {best: 0.9, atMost: 60, on: original}\n" + Axes, "a.yaml", "a");

        Assert.Equal(ReplicateDesign.Until(new BestGoal(0.9, "train_loss"), 60), race.Spec.Replicates);
        Assert.Equal(new BestGoal(0.9, "accuracy"), plain.Spec.Replicates.Goal);
        Assert.Equal(plain.Id, spelled.Id);
        Assert.NotEqual(plain.Id, race.Id);
    }

    [Fact]
    public void Race_needs_more_than_one_cell() => Assert.Equal(
        "a.yaml:1:20: best: expected 2 to 1000 cells, got 1.",
        Assert.Throws<SpecFileException>(() => SpecReader.Read("replicates: {best: 0.95, atMost: 50}\n", "a.yaml", "a")).Message);

    [Fact]
    public void Goal_has_a_width_and_a_budget() => Assert.Equal(
        ReplicateDesign.UntilWidth(0.005, 2000),
        SpecReader.Read("replicates: {until: 0.005, atMost: 2000}\n", "a.yaml", "a").Spec.Replicates);
}
