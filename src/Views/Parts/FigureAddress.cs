namespace Symmetry.Views.Parts;

/// <summary>Where a figure is as a file.</summary>
/// <param name="Sweep">The sweep's id.</param>
/// <param name="Name">The name of the figure.</param>
/// <param name="Query">What is chosen, as for <c>symmetry plot</c>.</param>
public sealed record FigureAddress(string Sweep, string Name, params IReadOnlyList<(string Name, string? Value)> Query)
{
    /// <summary>The address of a file.</summary>
    /// <param name="ending">The ending of its name.</param>
    public string Of(string ending) => PageAddress.Of($"/sweeps/{Sweep}/figures/{Name}.{ending}", Query);
}
