using Symmetry.Analysis.Questions.Effects;

namespace Symmetry.Analysis.Figures;

/// <summary>Two axes as a table of means, coloured by how far each is from what both main effects add up to.</summary>
public static class InteractionPlot
{
    private const int MaxValues = 40;
    private const int MaxLabelled = 12;
    private const double MinWidth = 260;
    private const double MaxWidth = 720;
    private const double Height = 26;
    private const double Top = 60;
    private const double MaxOpacity = 0.75;

    /// <summary>Draws the interaction in the first metric: of the axes that were asked for, or of the two with the largest one.</summary>
    /// <returns>Null if the sweep has no complete grid of two axes.</returns>
    public static Figure? Draw(FigureData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.Effects is not { } effects ? null
            : data.InteractionAxes is { } asked ? Draw(effects, asked)
            : effects.LargestInteraction() is not { } largest ? null
            : Draw(effects, largest, effects.Grid.Axes.Count > 2 ? ", the two settings with the largest interaction" : "");
    }

    /// <summary>Draws the interaction of two axes.</summary>
    /// <param name="effects">The effects of settings on a metric.</param>
    /// <param name="axes">The places of the axes in the grid: rows, then columns.</param>
    public static Figure Draw(GridEffects effects, (int First, int Second) axes)
    {
        ArgumentNullException.ThrowIfNull(effects);
        return Draw(effects, axes, "");
    }

    private static Figure Draw(GridEffects effects, (int First, int Second) axes, string choice)
    {
        var interaction = effects.Interact(axes.First, axes.Second);
        var (rows, columns) = (interaction.First.Values.Take(MaxValues).ToList(), interaction.Second.Values.Take(MaxValues).ToList());
        var isLabelled = columns.Count <= MaxLabelled;
        var left = Math.Max(Svg.WidthOf(interaction.First.Setting.Name, 13), rows.Max(value => Svg.WidthOf(value.Text))) + 20;
        var width = isLabelled ? Math.Max(64, columns.Max(value => Svg.WidthOf(value.Text)) + 10) : MaxWidth / columns.Count;
        var largest = interaction.Effects.Max(row => row.Max(Math.Abs));
        var svg = new Svg(Describe(interaction, effects.Metric))
        {
            Width = Math.Max(MinWidth, left + (columns.Count * width) + 2),
            Height = Top + (rows.Count * Height) + 30,
        };
        svg.Words("name", left + (columns.Count * width / 2), 14, interaction.Second.Setting.Name, "middle");
        svg.Words("name", left - 10, Top - 8, interaction.First.Setting.Name, "end");
        for (var j = 0; j < columns.Count && isLabelled; j++)
        {
            svg.Words("tick", left + ((j + 0.5) * width), Top - 26, columns[j].Text, "middle");
        }

        for (var i = 0; i < rows.Count; i++)
        {
            var top = Top + (i * Height);
            svg.Words("tick", left - 10, top + 17, rows[i].Text, "end");
            for (var j = 0; j < columns.Count; j++)
            {
                var effect = interaction.Effects[i][j];
                var opacity = largest > 0 ? MaxOpacity * Math.Abs(effect) / largest : 0;
                svg.Box(effect < 0 ? "below" : "above", left + (j * width), top, width, Height, opacity: opacity);
                if (isLabelled)
                {
                    svg.Words("key", left + ((j + 0.5) * width), top + 17, MetricText.Value(effects.Metric, interaction.Means[i][j], 3), "middle");
                }
            }
        }

        var key = Top + (rows.Count * Height) + 14;
        foreach (var (style, text, x) in ((string, string, double)[])[("above", "above both main effects", 0), ("below", "below", 190)])
        {
            svg.Box(style, x, key, 14, 14, opacity: MaxOpacity);
            svg.Words("key", x + 20, key + 12, text);
        }

        svg.Box("frame", left, Top, columns.Count * width, rows.Count * Height);
        return new Figure(
            svg,
            $"Mean {effects.Metric} by {interaction.First.Setting.Name} and {interaction.Second.Setting.Name}"
            + $"{choice}. "
            + "Blue: above what both main effects add up to; orange: below; the darkest is off by "
            + $"{MetricText.Value(effects.Metric, largest)}.{(Math.Max(interaction.First.Values.Length, interaction.Second.Values.Length) > MaxValues
                ? $" The first {MaxValues} values." : "")}");
    }

    private static string Describe(Interaction interaction, Metric metric) =>
        $"Mean of {metric} by {interaction.First.Setting.Name} and {interaction.Second.Setting.Name}. "
        + string.Join("; ", interaction.First.Values.Take(MaxLabelled).SelectMany((row, i) => interaction.Second.Values.Take(MaxLabelled).Select((column, j) =>
            $"{row.Text}, {column.Text}: {MetricText.Value(metric, interaction.Means[i][j], 3)}"))) + ".";
}
