using Symmetry.Analysis.Runs;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Experiments.Points;
using Symmetry.Engine.Features;
using Symmetry.Engine.Settings;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.Specs;

/// <summary>
/// Goal: no example rots. Method: each is read, its cells are trained in small, for two replicates, and its claims are answered; the
/// answers themselves need the whole sweep, and stand in FINDINGS.md.
/// </summary>
public sealed class ExampleTests
{
    // A first look, one example of each goal, custom images, and grids for symmetry best: they do not concern the paper.
    private static readonly string[] WithoutClaims = ["quick", "narrow-enough", "race", "decide", "own-images", "learning-rates", "tune"];

    private static readonly FeatureStore Store = new();

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "examples");

    [Theory]
    [MemberData(nameof(Names))]
    public void Example_states_its_question_in_its_first_line_and_answers_it_with_claims(string name)
    {
        var file = Path.Combine(Folder, name + ".yaml");
        var first = File.ReadLines(file).First();
        var document = SpecFile.ReadDocument(file);

        Assert.Matches(@"^# .+[?.]$", first);
        Assert.Equal(WithoutClaims.Contains(name), document.Claims.IsEmpty);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Claims_of_an_example_can_be_answered(string name)
    {
        var document = SpecFile.ReadDocument(Path.Combine(Folder, name + ".yaml"));
        if (document.Claims.IsEmpty)
        {
            return;
        }

        var rows = document.Sweep.Cells.Select(_ => new List<RunRow>()).ToList();
        foreach (var cell in document.Sweep.Cells)
        {
            for (var replicate = 0L; replicate < Math.Min(2, document.Sweep.Replicates); replicate++)
            {
                var spec = document.Sweep.SpecOf(document.Sweep.TrialOf(cell.Number, replicate));
                var result = (spec with { Settings = InSmall(spec.Settings) }).Run(new(Store));
                Assert.Equal(TrialOutcome.Completed, result.Outcome);
                Assert.Equal(document.Sweep.Experiment.MetricsOf(cell.Settings).Select(metric => metric.Name), result.Values.Select(value => value.Name));
                rows[cell.Number].Add(new RunRow(replicate, result));
            }
        }

        var runs = new SweepRuns(document.Sweep, [.. document.Sweep.Cells.Select(cell => new CellRuns(cell, rows[cell.Number]))]);
        Assert.All(document.Claims, claim => Assert.NotEmpty(claim.Judge(runs).Evidence));
    }

    // Points have no fractions and no epochs; a narrow layer is what makes them quick.
    private static TrialSettings InSmall(TrialSettings settings) => settings switch
    {
        PointsSettings points => points with { Hidden = new Widths(1) },
        MlpSettings mlp => mlp with { Epochs = 1, TrainFraction = 0.005, TestFraction = 0.01, Hidden = new Widths(2) },
        _ => settings,
    };
}
