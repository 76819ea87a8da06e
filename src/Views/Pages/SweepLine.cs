namespace Symmetry.Views.Pages;

/// <summary>A sweep in the list of sweeps.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">Its status in a word.</param>
/// <param name="Committed">How many of its trials ended.</param>
/// <param name="Trials">How many it has.</param>
/// <param name="Failed">How many of those that ended failed or diverged.</param>
/// <param name="Submitted">When it was submitted.</param>
public sealed record SweepLine(string Id, string Status, long Committed, long Trials, long Failed, DateTimeOffset Submitted);
