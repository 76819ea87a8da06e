using System.Text.Json;
using Symmetry.Analysis.Paper;
using Symmetry.Analysis.Questions.Tables;
using Symmetry.Analysis.Statistics;
using Symmetry.Client.Tests.Fakes;

namespace Symmetry.Client.Tests.Commands;

/// <summary>The table's interval by default and by choice.</summary>
public sealed class TableIntervalTests : IDisposable
{
    private readonly Session session = new();

    public TableIntervalTests() => session.Store.Add(PaperSweep.Create(40, 1), 400);

    public void Dispose() => session.Dispose();

    [Fact]
    public async Task Default_is_Students_t_and_the_table_names_it()
    {
        Assert.Equal(0, await session.RunAsync("table", "paper"));
        var words = string.Join(' ', session.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("95 % interval: of the mean, Student's t over replicates (varied: below)", words, StringComparison.Ordinal);
        Assert.Contains("varied split, weights, order and P in every replicate, paired across cells", words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("t")]
    [InlineData("skewed")]
    [InlineData("score")]
    [InlineData("bca")]
    [InlineData("images")]
    [InlineData("run")]
    public async Task Each_option_gives_the_interval_of_its_method(string kind)
    {
        Assert.Equal(0, await session.RunAsync("table", "paper", "--interval", kind, "--format", "json"));
        var tally = (await session.Store.Add(PaperSweep.Create(40, 1), 400).GetCellsAsync(0, 1, CancellationToken.None))[0].Tally.Original!;
        var expected = (kind switch
        {
            "run" => new Estimate(0, OrderStatistics.PredictionInterval(tally.ToProportions()), 0.95, 40, ""),
            "skewed" => SkewedMean.Mean(tally),
            "bca" => Bootstrap.Mean(tally.ToProportions(), 1, 0),
            "images" => TestImages.Bound(tally, TestedOriginals.Count(PaperSweep.Create(40, 1), PaperSweep.Create(40, 1).Cells[0])),
            "score" => StudentTIntervals.ScoreMean(tally),
            _ => StudentTIntervals.Mean(tally),
        }).Interval!.Value;

        var rate = JsonDocument.Parse(session.Out).RootElement.GetProperty("cells")[0].GetProperty("tests").GetProperty("original");
        Assert.Equal((expected.Lower, expected.Upper), (rate.GetProperty("lower").GetDouble(), rate.GetProperty("upper").GetDouble()));
    }

    [Theory]
    [InlineData("median", "median")]
    [InlineData("iqm", "IQM")]
    public async Task Other_centers_have_their_own_column_and_interval(string center, string column)
    {
        Assert.Equal(0, await session.RunAsync("table", "paper", "--center", center));
        Assert.Contains($" {column} ", session.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("of the mean,", session.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interval_option_is_rejected_for_other_centers()
    {
        Assert.Equal(2, await session.RunAsync("table", "paper", "--center", "median", "--interval", "t"));
        Assert.StartsWith("--interval is for --center mean", session.Error, StringComparison.Ordinal);
    }
}
