namespace Symmetry.Protocol;

/// <summary>Virtual time, and everything that can happen next. One thread; the dice choose between turns that are ready.</summary>
/// <remarks>Time passes only when no turn is ready. A continuation that leaves the thread would make a schedule irreproducible, and ends it.</remarks>
internal sealed class World(long seed, Action<string>? trace)
{
    private const int NumberBits = 22;

    // By time, then by number: one key, because comparing pairs would take a third of all time.
    private readonly PriorityQueue<Action, long> later = new();
    private readonly List<Turn> ready = [];
    private readonly int thread = Environment.CurrentManagedThreadId;
    private long number;
    private volatile bool hasEscaped;

    public Dice Dice { get; } = new(seed);

    public TimeSpan Now { get; private set; }

    /// <summary>The number of steps so far.</summary>
    public long Steps { get; private set; }

    /// <summary>A hash over the order of everything: equal for schedules that are equal.</summary>
    public ulong Digest { get; private set; } = 14695981039346656037;

    public bool IsTraced => trace is not null;

    public void Trace(string text) => trace?.Invoke($"{Now.TotalSeconds,9:F3} {text}");

    /// <summary>Does something later that no process does: the network, the database, a fault.</summary>
    public void After(TimeSpan delay, Action action) => later.Enqueue(action, ((Now + delay).Ticks << NumberBits) | (number++ & ((1 << NumberBits) - 1)));

    public void Enqueue(Turn turn)
    {
        if (Environment.CurrentManagedThreadId != thread)
        {
            hasEscaped = true;
            return;
        }

        ready.Add(turn);
    }

    /// <summary>Does the next thing.</summary>
    /// <returns>The process whose turn it was, if any.</returns>
    public Process? Step()
    {
        Violation.Unless(!hasEscaped, $"a continuation left the thread of the simulation: something awaits other than time and tasks");
        Steps++;
        if (ready.Count == 0)
        {
            Violation.Unless(later.TryDequeue(out var action, out var due), $"nothing is left to happen");
            Now = TimeSpan.FromTicks(due >> NumberBits);
            action!();
            return null;
        }

        var chosen = Dice.Below(ready.Count);
        var turn = ready[chosen];
        ready[chosen] = ready[^1];
        ready.RemoveAt(ready.Count - 1);
        Digest = (Digest ^ ((ulong)Now.Ticks * 31) ^ (ulong)turn.Process.Number) * 1099511628211;
        turn.Process.Run(turn);
        return turn.Process;
    }
}
