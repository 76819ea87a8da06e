using Orleans.Serialization;
using Symmetry.Grains;

namespace Symmetry.Client.Sweeps;

/// <summary>Asks a grain, again where the first answer was lost, and says in the program's own words why it got none.</summary>
/// <remarks>Every question of the contract is idempotent, so that asking twice is as good as asking once.</remarks>
internal sealed class RetryingCall(TimeProvider clock, RetryBudget patience)
{
    private const int MinAttempts = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Asks, at least four times and for as long as patience lasts.</summary>
    /// <exception cref="UsageException">The grain refused.</exception>
    /// <exception cref="UnreachableException">No attempt was answered, or the store cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Someone gave up, which also ends a question that hangs.</exception>
    public async Task<T> AskAsync<T>(Func<Task<T>> ask, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (patience.Failure() is { } failure)
            {
                throw new UnreachableException(failure);
            }

            try
            {
                var answer = await ask().WaitAsync(stop);
                patience.Answered();
                return answer;
            }
            catch (RefusedException e)
            {
                throw new UsageException(e.Message);
            }
            catch (Exception e) when (CanPass(e) && !stop.IsCancellationRequested)
            {
                var reason = ErrorText.Of(e);
                if (!patience.IsLeft(reason) && attempt >= MinAttempts)
                {
                    throw new UnreachableException(
                        e is StoreException ? e.Message
                            : $"{char.ToUpperInvariant(patience.Whom[0])}{patience.Whom[1..]} does not answer any more: {reason}", e);
                }
            }

            await Task.Delay(Pause, clock, stop);
        }
    }

    // Under faults Orleans also throws exceptions of its serializer, for causes that it cannot send, and says that a message expired.
    private static bool CanPass(Exception e) =>
        e is StoreException or TimeoutException or OrleansException or IOException or SerializerException
        || (e is InvalidOperationException && e.Message.Contains("expired", StringComparison.Ordinal));

    /// <summary>The same for a call without an answer.</summary>
    public Task AskAsync(Func<Task> ask, CancellationToken stop) => AskAsync(
        async () =>
        {
            await ask();
            return true;
        },
        stop);
}
