using Microsoft.AspNetCore.Components;

namespace Symmetry.Views;

/// <summary>Texts of the analysis as markup.</summary>
internal static class Markup
{
    /// <summary>A sentence, with mathematical signs and the names of test sets set as such.</summary>
    public static MarkupString Prose(string text) => new(Html.Prose(text));

    /// <summary>A name, with mathematical signs.</summary>
    public static MarkupString Plain(string text) => new(Html.Plain(text));
}
