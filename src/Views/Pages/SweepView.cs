using Microsoft.AspNetCore.Components;

namespace Symmetry.Views.Pages;

/// <summary>What pages of a sweep have in common.</summary>
public abstract class SweepView : ComponentBase
{
    /// <summary>The address of the server-sent events that the page follows; null for a page that does not change.</summary>
    [Parameter]
    public string? Events { get; set; }

    /// <summary>The condition on cells in the address; null for none.</summary>
    [Parameter]
    public string? Where { get; set; }

    /// <summary>The metric in the address; null for the default.</summary>
    [Parameter]
    public string? On { get; set; }
}
