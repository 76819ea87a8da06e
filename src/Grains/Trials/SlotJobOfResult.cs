using Symmetry.Grains.Diagnostics;

namespace Symmetry.Grains.Trials;

/// <summary>A job with a result.</summary>
/// <param name="training">The work.</param>
/// <param name="stop">Cancels it; disposed when the result is handed over.</param>
/// <param name="waits">Whether its time is the elapsed time.</param>
internal class SlotJob<T>(Func<CancellationToken, T> training, CancellationTokenSource stop, bool waits) : SlotJob
{
    // Continuations run elsewhere: on this thread they would block the slot.
    private readonly TaskCompletionSource<Trained<T>> completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Trained<T> trained;
    private Exception? failure;

    /// <summary>The caller's task.</summary>
    public Task<Trained<T>> Task => completion.Task;

    /// <summary>Cancels the work.</summary>
    protected CancellationToken Stop => stop.Token;

    public override void Run(TimeProvider time)
    {
        try
        {
            stop.Token.ThrowIfCancellationRequested();
            var start = Seconds(time);
            var value = training(stop.Token);
            Complete(value, Seconds(time) - start);
        }
#pragma warning disable CA1031 // the failure goes to the caller, not to the thread
        catch (Exception e)
#pragma warning restore CA1031
        {
            failure = e;
        }
    }

    public override void HandOver()
    {
        if (failure is null)
        {
            completion.SetResult(trained);
        }
        else if (failure is OperationCanceledException && stop.IsCancellationRequested)
        {
            completion.SetCanceled(stop.Token);
        }
        else
        {
            completion.SetException(failure);
        }

        stop.Dispose();
    }

    /// <summary>Completes the caller's task without a result, because the slots have stopped.</summary>
    public void Abandon()
    {
        completion.SetCanceled(new CancellationToken(canceled: true));
        stop.Dispose();
    }

    /// <summary>Keeps a result.</summary>
    protected void Complete(T value, double seconds)
    {
        trained = new Trained<T>(value, seconds);
        Instruments.TrialRan(seconds);
    }

    /// <summary>The time that counts for this job.</summary>
    protected double Seconds(TimeProvider time) => waits ? ThreadClock.ElapsedSeconds(time) : ThreadClock.Seconds(time);
}
