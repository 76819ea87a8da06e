using Spectre.Console;
using Symmetry.Client.Clusters;
using Symmetry.Client.Embedding;
using Symmetry.Client.Sweeps;

namespace Symmetry.Client.Commands;

/// <summary>What the program meets outside: where it writes, what time it is, where sweeps are. Tests bring their own.</summary>
internal sealed record CliEnvironment
{
    /// <summary>Data goes here.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Progress and errors go here.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>The terminal behind <see cref="Error"/>; null if it is none, so that progress is plain lines.</summary>
    public IAnsiConsole? Terminal { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Opens stores.</summary>
    public required OpenStore Open { get; init; }

    /// <summary>Reads a variable of the environment. Default: none is set.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>How long to wait between two looks at a running sweep.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long closing may take after an interruption, before the program ends without waiting for it.</summary>
    public TimeSpan CloseWithin { get; init; } = TimeSpan.FromSeconds(1.7);

    /// <summary>Tells the user something while work is under way: above what is drawn again and again, where a terminal is.</summary>
    public void Note(string text)
    {
        if (Terminal is { } terminal)
        {
            terminal.WriteLine(text);
        }
        else
        {
            Error.WriteLine(text);
        }
    }

    /// <summary>The real ones of this process.</summary>
    public static CliEnvironment OfProcess() => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        Terminal = Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") == "dumb" ? null : ErrorTerminal(),
        Open = OpenAsync,
        Variable = Environment.GetEnvironmentVariable,
    };

    /// <summary>Opens the cluster, if one is named, or else the folder.</summary>
    public static Task<ISweepStore> OpenAsync(StoreOptions options, CancellationToken stop) => options.Cluster is { } cluster
        ? ClusterSweepStore.OpenAsync(cluster, options.Note, stop)
        : EmbeddedSweepStore.OpenAsync(options, stop);

    // Spectre reads NO_COLOR itself; colours are never needed to read what is shown.
    private static IAnsiConsole ErrorTerminal() =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error), Interactive = InteractionSupport.No });
}
