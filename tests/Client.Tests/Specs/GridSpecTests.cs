using Symmetry.Client.Tests.Fakes;
using Symmetry.Engine.Sweeps;
using Symmetry.Formats.Specs;

namespace Symmetry.Client.Tests.Specs;

/// <summary>Ranges, tied settings, and parts of the grid in specifications.</summary>
public sealed class GridSpecTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly Session session = new();

    public void Dispose()
    {
        session.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("learningRate: {from: 0.001, to: 0.1, count: 5, scale: log}", "learningRate: [0.001, 0.00316, 0.01, 0.0316, 0.1]")]
    [InlineData("learningRate: {from: 0.001, to: 0.1, count: 5}", "learningRate: [0.001, 0.0258, 0.0505, 0.0753, 0.1]")]
    [InlineData("learningRate: {from: 1e-1, to: 0.3, step: 0.1}", "learningRate: [0.1, 0.2, 0.3]")]
    [InlineData("batch: {from: 8, to: 64, count: 4, scale: log}", "batch: [8, 16, 32, 64]")]
    public void Range_is_the_same_sweep_as_its_list(string range, string list) => Assert.Equal(
        Read($"replicates: 1\naxes: {{{list}}}\n").Canonical, Read($"replicates: 1\naxes: {{{range}}}\n").Canonical);

    [Fact]
    public void Tied_settings_vary_together_after_the_axes()
    {
        var sweep = Read(
            "replicates: 1\naxes: {bias: [false, true]}\nzip:\n- {learningRate: {from: 0.01, to: 0.03, step: 0.01}, hidden: [[10, 5], [20], [20]]}\n");

        Assert.Equal(
            ["false 0.01 [10,5]", "false 0.02 [20]", "false 0.03 [20]", "true 0.01 [10,5]", "true 0.02 [20]", "true 0.03 [20]"],
            sweep.Cells.Select(cell => string.Join(' ', cell.Coordinates)));
    }

    [Fact]
    public void Only_exclude_and_sample_choose_cells()
    {
        var text = "replicates: 1\naxes: {batch: [8, 16, 32, 64], epochs: [1, 2]}\nonly: [{batch: [8, 16]}, {epochs: 2}]\nexclude: [{batch: 8, epochs: 1}]\n";

        Assert.Equal(["8 2", "16 1", "16 2", "32 2", "64 2"], Read(text).Cells.Select(cell => string.Join(' ', cell.Coordinates)));
        Assert.Equal((5, 3), (Read(text + "sample: 3\n").GridCells, Read(text + "sample: 3\n").Cells.Length));
    }

    [Fact]
    public async Task Plan_run_and_table_name_the_cells_that_a_sample_leaves_out()
    {
        var file = folder.Write("part.yaml", "replicates: 2\naxes: {batch: [8, 16, 32], epochs: [0, 1]}\nexclude: [{batch: 8, epochs: 1}]\nsample: 3\n");

        Assert.Equal(0, await session.RunAsync("plan", file));
        Assert.Contains("cells          3 of 3 batch x 2 epochs, 1 excluded, 2 not drawn\n", session.Out, StringComparison.Ordinal);

        using var run = new Session();
        Assert.Equal(0, await run.RunAsync("run", file, "--data", folder.File("runs")));
        Assert.Contains(": 3 cells (drawn from 5, 2 left out) of 2 replicates, ", run.Error, StringComparison.Ordinal);
        Assert.Matches("sample +3 of 5 cells, drawn by the seed; 2 left out\n", run.Out);
    }

    private static Sweep Read(string text) => SpecReader.Read(text, "spec.yaml", "spec");
}
