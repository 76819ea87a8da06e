using Symmetry.Analysis.Questions.Claims;

namespace Symmetry.Client.Commands;

/// <summary>How a sweep is to be run.</summary>
/// <param name="Store">Where it is kept and worked at.</param>
/// <param name="Json">The file for JSON; <c>-</c> for stdout; null for none.</param>
/// <param name="Quiet">Whether progress is hidden.</param>
/// <param name="TypedCommand">The command that asked for it, as one would type it again.</param>
internal sealed record RunOptions(StoreOptions Store, string? Json, bool Quiet, string TypedCommand)
{
    /// <summary>What is claimed about the sweep: answered at its end.</summary>
    public ImmutableArray<Claim> Claims { get; init; } = [];

    /// <summary>The specification that has the claims, stored with the sweep for its page; empty for none.</summary>
    public string ClaimsText { get; init; } = "";

    /// <summary>Whether the live page is served until the user interrupts the program.</summary>
    public bool Stays { get; init; }

    /// <summary>What is printed instead of the table, as text or as JSON; null for the table.</summary>
    public Func<SweepRuns, (Func<string> Text, Func<string> Json)>? Report { get; init; }
}
