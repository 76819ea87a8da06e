using Symmetry.Client.Specs;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Tests.Specs;

/// <summary>Replicates until an interval is narrow enough.</summary>
public sealed class GoalSpecTests
{
    public static TheoryData<string, string> Mistakes => new()
    {
        { "{until: 0.005}", "1:13: A goal needs both until and atMost, such as {until: 0.005, atMost: 2000}." },
        { "{atMost: 50}", "1:13: A goal needs both until and atMost, such as {until: 0.005, atMost: 2000}." },
        { "{until: 0, atMost: 50}", "1:21: replicates.until: expected a half-width from 0.00001 to 0.5, got '0'." },
        { "{until: wide, atMost: 50}", "1:21: replicates.until: expected a half-width from 0.00001 to 0.5, got 'wide'." },
        { "{until: 0.1, atMost: 29}", "1:34: replicates.atMost: expected a whole number from 30 to 10000000, got '29'." },
        { "{until: 0.1, atMost: 50, seeds: 3}",
            "1:38: seeds is a crossed factor, and until is a goal. Use one or the other: runs that share levels are not independent." },
        { "{until: 0.1, atMost: 50, most: 3}", "1:38: Unknown key 'most'. Valid keys beside a goal: until, atMost." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Mistake_in_a_goal_gives_one_sentence_with_line_and_column(string replicates, string sentence)
    {
        var error = Assert.Throws<SpecFileException>(() => SpecReader.Read($"replicates: {replicates}\n", "a.yaml", "a"));

        Assert.Equal($"a.yaml:{sentence}", error.Message);
    }

    [Fact]
    public void Goal_has_a_width_and_a_budget() => Assert.Equal(
        ReplicateDesign.UntilWidth(0.005, 2000),
        SpecReader.Read("replicates: {until: 0.005, atMost: 2000}\n", "a.yaml", "a").Spec.Replicates);
}
