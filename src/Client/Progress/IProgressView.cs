namespace Symmetry.Client.Progress;

/// <summary>Shows how a sweep comes along.</summary>
internal interface IProgressView
{
    /// <summary>The tallies of how many cells are worth asking for.</summary>
    int MaxCells { get; }

    /// <summary>Shows every snapshot that the watcher hands over, as often as suits the view.</summary>
    Task ShowAsync(Func<Action<SweepSnapshot>, Task> watch);
}

/// <summary>Shows nothing: <c>--quiet</c>.</summary>
internal sealed class SilentView : IProgressView
{
    /// <inheritdoc/>
    public int MaxCells => 0;

    /// <inheritdoc/>
    public Task ShowAsync(Func<Action<SweepSnapshot>, Task> watch) => watch(_ => { });
}
