using Symmetry.Analysis.Runs;
using Symmetry.Engine.Experiments;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Analysis.Tests.Runs;

/// <summary>Metrics and cells by name.</summary>
public sealed class SelectorTests
{
    private static readonly Sweep Sweep = new(new SweepSpec
    {
        Name = "grid",
        Replicates = ReplicateDesign.Independent(2),
        Axes = [Axis.Parse(ExperimentRegister.Default.Setting("features"), "identity", "square"),
            Axis.Parse(ExperimentRegister.Default.Setting("bias"), "false", "true")],
    });

    private static readonly IReadOnlyList<Metric> Metrics = MetricSelector.Selectable(TrialMetrics.InSweep(Sweep));

    [Theory]
    [InlineData("accuracy", "accuracy")]
    [InlineData("original", "accuracy")]
    [InlineData("inverted", "accuracy_inverted")]
    [InlineData("loss", "train_loss")]
    [InlineData("sum", "sum")]
    [InlineData("seconds", "seconds")]
    public void Metric_has_its_name_and_older_words(string name, string metric) => Assert.Equal(metric, MetricSelector.Find(Metrics, name).Name);

    [Fact]
    public void Unknown_metric_is_answered_with_the_valid_ones()
    {
        var error = Assert.Throws<SelectionException>(() => MetricSelector.FindAll(Metrics, "accuracy, orignal"));

        Assert.Equal("Unknown metric 'orignal'. Valid metrics: accuracy, accuracy_inverted, train_loss, seconds, sum. Did you mean original?", error.Message);
    }

    [Fact]
    public void Keys_of_json_are_the_older_words_for_the_accuracies_alone() =>
        Assert.Equal(["original", "inverted", "train_loss", "seconds", "sum"], Metrics.Select(metric => metric.Key));

    [Fact]
    public void Questions_of_cells_and_metrics_have_different_random_numbers()
    {
        var runs = new SweepRuns(Sweep, [.. Sweep.Cells.Select(cell => new CellRuns(cell, []))]);
        var questions = Sweep.Cells.SelectMany(cell => runs.Metrics.Select(metric => runs.QuestionOf(cell.Number, metric))).ToList();

        Assert.Equal(questions.Count, questions.Distinct().Count());
        Assert.Equal((4u, 5u), (runs.QuestionOf(2, KnownMetrics.Accuracy), runs.QuestionOf(2, KnownMetrics.AccuracyInverted)));
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("features=square,bias=false", 2)]
    public void Cell_is_selected_by_number_or_by_settings(string text, int cell) => Assert.Equal(cell, CellSelector.Find(Sweep, text, "--cell").Number);

    [Theory]
    [InlineData("features=square", new[] { 2, 3 })]
    [InlineData("features=square|identity,bias=true", new[] { 1, 3 })]
    [InlineData(" bias = true | false , features = identity ", new[] { 0, 1 })]
    [InlineData("activation=tanh", new[] { 0, 1, 2, 3 })]
    [InlineData("2", new[] { 2 })]
    public void Cells_are_selected_by_values_of_settings(string text, int[] cells) =>
        Assert.Equal(cells, CellSelector.FindAll(Sweep, text, "--where").Select(cell => cell.Number));

    [Theory]
    [InlineData("", "--where: expected a cell's number or settings such as features=identity,bias=false, got ''.")]
    [InlineData("feature=square", "--where: unknown setting 'feature'. The axes of this sweep: features, bias. Did you mean features?")]
    [InlineData("activation=relu", "--where: no cell has activation=relu. activation is tanh.")]
    [InlineData("features=square|gradient", "--where: no cell has features=gradient. features is identity, square.")]
    [InlineData("bias=true,bias=true", "--where: 'bias' is given twice. Separate the values of a setting with |.")]
    [InlineData("bias=true|", "--where: bias: expected true or false, got ''.")]
    public void Cells_that_do_not_exist_are_answered_with_those_that_do(string text, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<SelectionException>(() => CellSelector.FindAll(Sweep, text, "--where")).Message);

    [Fact]
    public void Metric_without_a_direction_does_not_sort() => Assert.Equal(
        "epochs rates no cell: neither larger nor smaller values are better. Valid metrics: accuracy.",
        Assert.Throws<SelectionException>(() => MetricSelector.FindRated(
            [KnownMetrics.Accuracy, new Metric("epochs", MetricKind.Real, MetricDirection.None, "epochs trained")], "epochs")).Message);
}
