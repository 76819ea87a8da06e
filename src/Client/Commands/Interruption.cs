namespace Symmetry.Client.Commands;

/// <summary>Ctrl-C, where it is the expected end.</summary>
internal static class Interruption
{
    /// <summary>Waits until the program is interrupted.</summary>
    public static async Task WaitAsync(CancellationToken stop) =>
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
