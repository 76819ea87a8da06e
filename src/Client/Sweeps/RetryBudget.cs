namespace Symmetry.Client.Sweeps;

/// <summary>How long to retry a call that is not answered, and what the user is told meanwhile.</summary>
/// <param name="clock">The clock.</param>
/// <param name="wait">How long to wait from the first question without an answer; zero for a few attempts only.</param>
/// <param name="whom">Who is waited for, in words.</param>
/// <param name="note">Tells the user.</param>
internal sealed class RetryBudget(TimeProvider clock, TimeSpan wait, string whom, Action<string> note)
{
    private static readonly TimeSpan NoteEvery = TimeSpan.FromSeconds(10);

    private readonly Lock gate = new();
    private long? silentSince;
    private long noted;

    /// <summary>Who is waited for, in words.</summary>
    public string Whom => whom;

    /// <summary>Why asking again is of no use; null if it may be.</summary>
    public Func<string?> Failure { get; init; } = () => null;

    /// <summary>A store in this process, which is waited for without a word.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="failure">Why the store cannot be written; null if it can.</param>
    public static RetryBudget ForThisProcess(TimeProvider clock, Func<string?> failure) =>
        new(clock, TimeSpan.Zero, "the store", _ => { }) { Failure = failure };

    /// <summary>A question was not answered.</summary>
    /// <returns>Whether to ask again.</returns>
    public bool IsLeft(string reason)
    {
        lock (gate)
        {
            var silence = silentSince is { } since ? clock.GetElapsedTime(since) : (TimeSpan?)null;
            if (silence is null || clock.GetElapsedTime(noted) >= NoteEvery)
            {
                noted = clock.GetTimestamp();
                if (wait > TimeSpan.Zero)
                {
                    note(silence is { } waited
                        ? $"Still waiting for {whom}, {Numbers.Duration(waited)} of at most {Numbers.Duration(wait)}: {reason}"
                        : $"Waiting for {whom}, for at most {Numbers.Duration(wait)}: {reason}");
                }
            }

            silentSince ??= clock.GetTimestamp();
            return (silence ?? TimeSpan.Zero) < wait;
        }
    }

    public void Answered()
    {
        lock (gate)
        {
            if (silentSince is not null && wait > TimeSpan.Zero)
            {
                note($"{char.ToUpperInvariant(whom[0])}{whom[1..]} answers.");
            }

            silentSince = null;
        }
    }
}
