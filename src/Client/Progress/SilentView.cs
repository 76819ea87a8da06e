namespace Symmetry.Client.Progress;

/// <summary>Shows nothing: <c>--quiet</c>.</summary>
internal sealed class SilentView : IProgressView
{
    public int MaxCells => 0;
    public Task ShowAsync(Func<Action<SweepSnapshot>, Task> watch) => watch(_ => { });
}
