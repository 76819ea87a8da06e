namespace Symmetry.Grains;

/// <summary>Whether a sweep is being worked at.</summary>
[GenerateSerializer]
[Alias("symmetry.sweep-status")]
public enum SweepStatus
{
    /// <summary>Trials are handed out.</summary>
    Running = 0,

    /// <summary>Every trial has a committed result.</summary>
    Completed = 1,

    /// <summary>Someone cancelled it; it can be resumed.</summary>
    Cancelled = 2,
}

/// <summary>One line of a list of sweeps.</summary>
/// <param name="Id">The sweep's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">Whether it is being worked at.</param>
/// <param name="Trials">All its trials.</param>
/// <param name="Submitted">When it was first submitted (UTC).</param>
[GenerateSerializer]
[Immutable]
[Alias("symmetry.sweep-head")]
public sealed record SweepHead(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] SweepStatus Status,
    [property: Id(3)] long Trials,
    [property: Id(4)] DateTimeOffset Submitted);

/// <summary>How far a sweep is.</summary>
/// <param name="Id">The sweep's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Status">Whether it is being worked at.</param>
/// <param name="Trials">All its trials.</param>
/// <param name="Committed">Trials with a durable result.</param>
/// <param name="Completed">Of these, trained and measured.</param>
/// <param name="Diverged">Of these, diverged.</param>
/// <param name="Failed">Of these, failed.</param>
/// <param name="Leased">Trials that silos hold at the moment.</param>
/// <param name="Verified">Duplicate results that were compared and found equal.</param>
/// <param name="Mismatched">Duplicate results that differed: an alarm.</param>
[GenerateSerializer]
[Immutable]
[Alias("symmetry.sweep-progress")]
public sealed record SweepProgress(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] SweepStatus Status,
    [property: Id(3)] long Trials,
    [property: Id(4)] long Committed,
    [property: Id(5)] long Completed,
    [property: Id(6)] long Diverged,
    [property: Id(7)] long Failed,
    [property: Id(8)] long Leased,
    [property: Id(9)] long Verified,
    [property: Id(10)] long Mismatched);

/// <summary>The tallies of a run of cells, each as <c>CellTally.Encode</c> writes it.</summary>
/// <param name="From">The first cell.</param>
/// <param name="Tallies">One a cell.</param>
[GenerateSerializer]
[Immutable]
[Alias("symmetry.tally-page")]
public sealed record CellTallyPage([property: Id(0)] int From, [property: Id(1)] byte[][] Tallies);
