using Symmetry.Analysis.Questions.Claims;
using Symmetry.Engine.Data;

namespace Symmetry.Formats.Specs;

/// <summary>The content of a specification file: a sweep, and claims about it, which are not part of the sweep or its id.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="Claims">The claims about it, in the order of the file.</param>
internal sealed record SpecDocument(Sweep Sweep, ImmutableArray<Claim> Claims)
{
    /// <summary>The text, if there are claims in it; otherwise empty.</summary>
    public string ClaimsText { get; init; } = "";

    /// <summary>The images of its key data; null for the embedded digits.</summary>
    public ImageSet? Images { get; init; }
}
