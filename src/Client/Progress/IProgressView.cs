namespace Symmetry.Client.Progress;

/// <summary>Shows the progress of a sweep.</summary>
internal interface IProgressView
{
    /// <summary>How many cells the view can show; 0 for none.</summary>
    int MaxCells { get; }

    /// <summary>Runs the watcher and shows its snapshots. A view may skip snapshots.</summary>
    Task ShowAsync(Func<Action<SweepSnapshot>, Task> watch);
}
