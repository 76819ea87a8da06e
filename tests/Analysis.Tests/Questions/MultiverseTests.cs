using Symmetry.Analysis.Paper;
using Symmetry.Analysis.Questions.Multiverse;
using Symmetry.Engine.Settings;

namespace Symmetry.Analysis.Tests.Questions;

/// <summary>The readings of what the paper leaves open.</summary>
public sealed class MultiverseTests
{
    [Fact]
    public void There_are_192_readings_of_ten_cells_and_the_default_protocols_choices_are_among_their_values()
    {
        var sweep = MultiverseSweep.Create(3, 1);
        var readings = Reading.All(sweep);

        Assert.Equal((192, 1920), (readings.Count, sweep.Cells.Length));
        Assert.All(readings, reading => Assert.Equal(
            PaperSweep.Create(1, 1).Cells.Select(cell => string.Join(' ', cell.Coordinates)),
            reading.Cells.Select(cell => string.Join(' ', cell.Coordinates.Skip(MultiverseSweep.OpenAxes.Length)))));
        Assert.All(
            MultiverseSweep.OpenAxes.Where(axis => axis.Setting.Name != "epochs"),
            axis => Assert.Contains(axis.Setting.ValueIn(sweep.Experiment.Defaults), axis.Values));
        Assert.Equal(192, readings.Select(reading => reading.Name).Distinct().Count());
        Assert.DoesNotContain(readings, reading => (reading.Choices[0] == "adam") != (reading.Choices[1] == "0.001"));
    }

    [Fact]
    public void The_numbers_are_the_papers_fourteen()
    {
        var numbers = PaperNumber.All(PaperSweep.Create(1, 1).Cells);

        Assert.Equal(
            [0.84, 0.001, 0.12, 0.09, 0.81, 0.02, 0.68, 0.69, 0.65, 0.66, 0.84, 0.87, 0.81, 0.82], numbers.Select(number => number.Value));
        Assert.Equal(0.0005, numbers[1].Rounding, 1e-12);
        Assert.Equal(0.005, numbers[0].Rounding, 1e-12);
        Assert.Equal("no bias, identity, both, -X", numbers[3].Name);
    }
}
