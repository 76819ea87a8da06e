using Symmetry.Engine.Experiments.Declared;

namespace Symmetry.Engine.Experiments.Programs;

/// <summary>What a specification says about a program whose runs are the trials.</summary>
public sealed record ProgramDeclaration
{
    /// <summary>The longest timeout: a week.</summary>
    public static readonly TimeSpan MaxTimeout = TimeSpan.FromDays(7);

    /// <summary>The program, found on the PATH, and its arguments; at least one.</summary>
    public required ImmutableArray<string> Command { get; init; }

    /// <summary>The settings of the cells, and the metrics that the program reports.</summary>
    public required DeclaredColumns Columns { get; init; }

    /// <summary>The files in its working folder, in the order of their paths. Default: none.</summary>
    public ImmutableArray<ProgramFile> Files { get; init; } = [];

    /// <summary>The maximum duration of a run, 1 s to <see cref="MaxTimeout"/>. Default 1 hour.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Whether the program promises the same metrics for the same input, so that a difference is an alarm. Default false.</summary>
    public bool IsDeterministic { get; init; }
}
