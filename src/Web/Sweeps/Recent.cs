namespace Symmetry.Web.Sweeps;

/// <summary>Something that is read now and then, once for all clients. Thread-safe.</summary>
/// <param name="read">Reads it.</param>
/// <param name="maxAge">How old it may be before it is read again.</param>
/// <param name="clock">Measures its age.</param>
internal sealed class Recent<T>(Func<Task<T>> read, TimeSpan maxAge, TimeProvider clock)
{
    private readonly Lock gate = new();
    private Task<T>? reading;
    private long startedAt;

    /// <summary>What was read last, or is being read.</summary>
    public Task<T> GetAsync()
    {
        lock (gate)
        {
            // A reading in progress is awaited, however long it takes. A failed one is repeated.
            if (reading is null || (reading.IsCompleted && (!reading.IsCompletedSuccessfully || clock.GetElapsedTime(startedAt) >= maxAge)))
            {
                startedAt = clock.GetTimestamp();
                reading = read();
            }

            return reading;
        }
    }
}
