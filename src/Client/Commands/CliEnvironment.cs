using Spectre.Console;
using Symmetry.Client.Clusters;
using Symmetry.Client.Embedding;

namespace Symmetry.Client.Commands;

/// <summary>What the program uses of its environment: output streams, the clock, environment variables and sweep stores. Tests replace it.</summary>
internal sealed record CliEnvironment
{
    public required TextWriter Out { get; init; }

    /// <summary>Standard error: progress, notes and error messages.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>The terminal behind <see cref="Error"/>; null if standard error is not a terminal, in which case progress is printed as plain lines.</summary>
    public IAnsiConsole? Terminal { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public required OpenStore Open { get; init; }

    /// <summary>Reads an environment variable. By default no variable is set.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>The interval at which a running sweep is polled.</summary>
    public TimeSpan PollEvery { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long closing the store may take after an interruption. After that the program exits without waiting.</summary>
    public TimeSpan CloseWithin { get; init; } = TimeSpan.FromSeconds(1.7);

    /// <summary>Opens an address in the browser and returns why that failed; null if it did not.</summary>
    public Func<Uri, string?> OpenBrowser { get; init; } = Browser.Open;

    /// <summary>Prints a note while a sweep runs. On a terminal it appears above the live table.</summary>
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

    /// <summary>The environment of this process.</summary>
    public static CliEnvironment ForThisProcess() => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        Terminal = Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") == "dumb" ? null : ErrorTerminal(),
        Open = OpenAsync,
        Variable = Environment.GetEnvironmentVariable,
    };

    /// <summary>Opens the cluster if the options name one, otherwise the data folder.</summary>
    public static Task<ISweepStore> OpenAsync(StoreOptions options, CancellationToken stop) => options.Cluster is { } cluster
        ? ClusterSweepStore.OpenAsync(cluster, options.Note, options.Web, stop)
        : EmbeddedSweepStore.OpenAsync(options, stop);

    // Spectre honours NO_COLOR itself; no information is shown by colour alone.
    private static IAnsiConsole ErrorTerminal() =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error), Interactive = InteractionSupport.No });
}
