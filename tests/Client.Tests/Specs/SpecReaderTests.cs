using Symmetry.Analysis.Text;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Experiments.Mlp;
using Symmetry.Engine.Numerics;
using Symmetry.Engine.Settings;
using Symmetry.Engine.Sweeps;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.Specs;

public sealed class SpecReaderTests
{
    private const string Everything = """
        name: who-needs-bias
        seed: 7
        replicates: 40
        axes:
          features: [identity, gradient, permutation]
          bias: [false, true]
          training: [original, both]
          learningRate: [0.003, 0.01]
        fixed: {optimizer: sgd, momentum: 0.9, batch: 32, epochs: 40, hidden: [10, 5], split: before}
        exclude:
          - {training: both, features: [gradient, permutation]}
        """;

    [Fact]
    public void Every_part_of_a_specification_is_read()
    {
        var sweep = Read(Everything);

        Assert.Equal(("who-needs-bias", 7, 40), (sweep.Spec.Name, sweep.Spec.Seed, sweep.Replicates));
        Assert.Equal(["features", "bias", "training", "learningRate"], sweep.Spec.Axes.Select(axis => axis.Setting.Name));
        Assert.Equal(24 - 8, sweep.Cells.Length);
        Assert.DoesNotContain(sweep.Cells, cell => cell.Settings is MlpSettings { IsInvariant: true, Training: TrainingSet.Both });
        Assert.All(sweep.Cells, cell => Assert.Equal(new Widths(10, 5), ((MlpSettings)cell.Settings).Hidden));
        Assert.Equal(["identity", "false", "original", "0.01"], sweep.Cells[1].Coordinates);
    }

    [Fact]
    public void Two_spellings_of_a_specification_are_one_sweep()
    {
        var respelled = Everything.Replace("0.01", "1.0e-2", StringComparison.Ordinal).Replace("[10, 5]", "\n  - 10\n  - 5\n ", StringComparison.Ordinal)
            .Replace("fixed: {optimizer: sgd, momentum: 0.9, batch: 32, epochs: 40, hidden: ",
                "fixed: {optimizer: 'sgd', momentum: .9, batch: +32, epochs: 040, hidden: [10,5]", StringComparison.Ordinal)
            .Replace("[10,5]\n  - 10\n  - 5\n ", "[10,5]", StringComparison.Ordinal);

        Assert.Equal(Read(Everything).Id, Read(respelled).Id);
    }

    [Fact]
    public void Seed_is_1_by_default() => Assert.Equal(1, Read("replicates: 2").Spec.Seed);

    [Fact]
    public void Outcomes_are_kept_where_the_specification_says_so()
    {
        var (plain, kept) = (Read(Everything), Read(Everything + "\nkeep: outcomes\n"));

        Assert.Equal((false, true), (plain.Spec.KeepsOutcomes, kept.Spec.KeepsOutcomes));
        Assert.NotEqual(plain.Id, kept.Id);
    }

    [Fact]
    public void No_axis_gives_one_cell_of_the_default_protocol() =>
        Assert.Equal(MlpSettings.Default, Assert.Single(Read("replicates: 2").Cells).Settings);

    [Theory]
    [InlineData("{seeds: 10, permutations: 20}", 200)]
    [InlineData("{splits: 2, weights: 3, orders: 4, permutations: 5}", 120)]
    [InlineData("{weights: 3}", 3)]
    public void Crossed_replicates_are_products(string replicates, long count) =>
        Assert.Equal(count, Read($"replicates: {replicates}\nfixed: {{features: permutation}}").Replicates);

    [Fact]
    public void Widths_are_one_value_in_exclusions_and_several_when_nested()
    {
        const string Axes = "replicates: 1\naxes: {hidden: [[], [10, 5], [20]]}\n";

        Assert.Equal(["[]", "[20]"], Read(Axes + "exclude: [{hidden: [10, 5]}]").Cells.Select(cell => cell.Coordinates[0]));
        Assert.Equal(["[]"], Read(Axes + "exclude: [{hidden: [[10, 5], [20]]}]").Cells.Select(cell => cell.Coordinates[0]));
    }

    [Fact]
    public void Every_setting_can_be_fixed_at_its_default()
    {
        foreach (var (experiment, setting) in ExperimentRegister.All.SelectMany(experiment => experiment.Settings.Select(setting => (experiment, setting))))
        {
            var value = setting.Format(experiment.Defaults);
            var sweep = Read($"replicates: 1\nexperiment: {experiment.Name}\nfixed: {{{setting.Name}: {value}}}");
            Assert.Equal((experiment, experiment.Defaults), (sweep.Experiment, sweep.Cells[0].Settings));
        }
    }

    // Goal: no text breaks the reader. Method: a valid specification with characters replaced, dropped and doubled at random.
    [Fact]
    public void Garbled_specification_gives_a_sweep_or_one_sentence()
    {
        const string Letters = "{}[]:,-#&*!|>'\"%@`~ \t\n\r0aé\0";
        var random = new RandomStream(20260101, Purpose.Resampling, 0, 0);
        for (var run = 0; run < 3000; run++)
        {
            var text = Everything;
            var edits = 1 + random.Below(4);
            for (var edit = 0; edit < edits; edit++)
            {
                var at = (int)random.Below((uint)text.Length);
                var letter = Letters[(int)random.Below((uint)Letters.Length)].ToString();
                text = random.Below(3) switch
                {
                    0 => text.Remove(at, 1),
                    1 => text.Insert(at, letter),
                    _ => text.Remove(at, 1).Insert(at, letter),
                };
            }

            var e = Record.Exception(() => Read(text));
            Assert.True(e is null or SpecFileException, $"{e}\n{text}");
            Assert.DoesNotContain("\n", e?.Message ?? "", StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("learningrate", " Did you mean learningRate?")]
    [InlineData("bais", " Did you mean bias?")]
    [InlineData("wheightDecay", " Did you mean weightDecay?")]
    [InlineData("zzz", "")]
    [InlineData("", "")]
    public void Similar_name_is_suggested(string written, string hint) =>
        Assert.Equal(hint, NearestName.Hint(written, ExperimentRegister.Default.Settings.Select(setting => setting.Name)));

    private static Sweep Read(string text) => SpecReader.Read(text, "spec.yaml", "spec");
}
