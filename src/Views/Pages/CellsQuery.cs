using Symmetry.Views.Parts;

namespace Symmetry.Views.Pages;

/// <summary>Which cells a sweep's page shows, and in which order: the query of its address.</summary>
/// <param name="Sweep">The sweep's id.</param>
/// <param name="Where">The condition that cells match; null for all.</param>
/// <param name="Sort">The metric that cells are sorted by, best first, or worst first after a minus; null for cell order.</param>
/// <param name="On">The metrics that are shown; null for the default.</param>
/// <param name="Baseline">The cell that the others are compared with; null for none.</param>
/// <param name="Page">The page, from 1.</param>
public sealed record CellsQuery(string Sweep, string? Where = null, string? Sort = null, string? On = null, string? Baseline = null, int Page = 1)
{
    /// <summary>How many cells a page shows.</summary>
    public const int CellsPerPage = 200;

    /// <summary>Whether the tallies of consecutive cells are enough to answer it.</summary>
    public bool IsInCellOrder => this is { Where: null, Sort: null, On: null, Baseline: null };

    /// <summary>The place of the page's first cell among those that match.</summary>
    public int First => (Page - 1) * CellsPerPage;

    /// <summary>The name of the metric in <see cref="Sort"/>, without the minus.</summary>
    public string? SortedBy => Sort?.TrimStart('-');

    /// <summary>Whether the worst cells come first.</summary>
    public bool IsWorstFirst => Sort?.StartsWith('-') is true;

    /// <summary>The address of the page.</summary>
    public string Address => PageAddress.Of(
        $"/sweeps/{Sweep}", ("where", Where), ("on", On), ("sort", Sort), ("baseline", Baseline),
        ("page", Page == 1 ? null : Page.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}
