using System.Collections.Immutable;
using Symmetry.Analysis.Questions.Claims;
using Symmetry.Engine.Data;
using Symmetry.Engine.Sweeps;

namespace Symmetry.Client.Specs;

/// <summary>What a specification's file says: a sweep, and claims about it, which are no part of the sweep or its id.</summary>
/// <param name="Sweep">The sweep.</param>
/// <param name="Claims">What is claimed about it, in the order of the file.</param>
internal sealed record SpecDocument(Sweep Sweep, ImmutableArray<Claim> Claims)
{
    /// <summary>The images that its key data names; null for the embedded digits.</summary>
    public ImageSet? Images { get; init; }
}
