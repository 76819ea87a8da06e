namespace Symmetry.Analysis.Figures;

/// <summary>The figures that can be asked for one at a time, by name.</summary>
public static class NamedFigures
{
    // What draws each, and what a sweep without it lacks.
    private static readonly (string Name, Func<FigureData, Figure?> Draw, string Lack)[] All =
    [
        ("runs", StripPlot.Draw, "No trial has completed. symmetry run resumes the sweep."),
        ("differences", DifferencePlot.Draw, "No other cell has a completed replicate in common with the baseline."),
        ("curves", CurvePlot.Draw, "No numeric axis has three or more values, or no trial has completed."),
        ("effects", EffectPlot.Draw, "No axis has two values whose cells have two replicates in common."),
        ("shares", SharePlot.Draw, "It needs a complete grid of two axes, and variance between its cells beyond the noise of independent replicates."),
        ("interaction", InteractionPlot.Draw, "No two axes have a complete grid whose cells have two replicates in common."),
        ("tuning", TuningPlot.Draw,
            "Name the axis whose tuned values are compared, --between AXIS; a value needs a replicate that all its cells ended."),
        ("features", FeaturePicture.Draw, "The sweep does not use the built-in digits."),
    ];

    /// <summary>The names of the figures.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(figure => figure.Name)];

    /// <summary>Draws a figure.</summary>
    /// <param name="data">The results.</param>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="SelectionException">The sweep has no such figure.</exception>
    public static Figure Draw(FigureData data, string name)
    {
        ArgumentNullException.ThrowIfNull(data);
        var (_, draw, lack) = All.First(figure => figure.Name == name);
        return draw(data) ?? throw new SelectionException($"{data.Sweep.Id} has no figure '{name}'. {lack}");
    }
}
