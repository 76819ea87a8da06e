namespace Symmetry.Simulations;

/// <summary>What the tables say, in words.</summary>
internal static class Summary
{
    /// <summary>The head of the page. Every figure in it stands in a table below.</summary>
    public static string Text { get; } = """
        # Measured coverage
        """.ReplaceLineEndings("\n");

    public static void Write(int repetitions) => Page.WriteLine(Text);
}
