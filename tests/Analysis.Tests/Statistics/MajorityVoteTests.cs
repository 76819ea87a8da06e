using Symmetry.Analysis.Statistics;

namespace Symmetry.Analysis.Tests.Statistics;

public sealed class MajorityVoteTests
{
    // Image 1: right, right, wrong, and a fourth that does not vote; image 2: wrong, right, wrong; image 3: two votes only.
    private static readonly ImageOutcome[] Outcomes =
    [
        new(0, 1, 1, 1), new(0, 2, 0, 1), new(1, 1, 1, 1), new(1, 3, 1, 1), new(2, 1, 0, 1), new(2, 2, 1, 1),
        new(3, 1, 0, 1), new(3, 2, 0, 1), new(4, 3, 1, 1),
    ];

    [Fact]
    public void First_runs_of_an_image_vote_and_images_with_fewer_are_left_out()
    {
        Assert.Equal(new MajorityVote(3, 2, 0.5, 3 / 6.0), MajorityVote.Count(Outcomes, 3));
        Assert.Equal(new MajorityVote(1, 3, 2 / 3.0, 2 / 3.0), MajorityVote.Count(Outcomes, 1));
        Assert.Null(MajorityVote.Count(Outcomes, 5));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(4)]
    public void Votes_that_may_tie_are_refused(int voters) => Assert.Throws<ArgumentException>(() => MajorityVote.Count(Outcomes, voters));
}
