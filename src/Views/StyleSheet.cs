using Symmetry.Analysis.Figures;

namespace Symmetry.Views;

/// <summary>The style sheet of the report and of the page, with the colours of the figures.</summary>
public static class StyleSheet
{
    /// <summary>The CSS.</summary>
    public static string Text { get; } = FigureStyle.ForPages + Read();

    private static string Read()
    {
        using var reader = new StreamReader(typeof(StyleSheet).Assembly.GetManifestResourceStream("views.css")!);
        return reader.ReadToEnd();
    }
}
