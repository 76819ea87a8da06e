using Symmetry.Engine.Numerics;

namespace Symmetry.Protocol;

/// <summary>The random numbers of one schedule: they decide everything that is not decided by the protocol.</summary>
internal sealed class Dice(long seed)
{
    private RandomStream stream = new(seed, Purpose.Order, index: 0);

    /// <summary>A number from 0 to n − 1.</summary>
    public int Below(int n) => (int)(((ulong)stream.Next() * (ulong)n) >> 32);

    /// <summary>Whether an event of this probability happens.</summary>
    public bool Chance(double probability) => stream.Next() < probability * 4294967296.0;

    /// <summary>A time in a range.</summary>
    public TimeSpan Between(TimeSpan from, TimeSpan to) => from + ((to - from) * (stream.Next() / 4294967296.0));

    /// <summary>A time in a range, in milliseconds.</summary>
    public TimeSpan Milliseconds(double from, double to) => Between(TimeSpan.FromMilliseconds(from), TimeSpan.FromMilliseconds(to));

    /// <summary>A time in a range, in seconds.</summary>
    public TimeSpan Seconds(double from, double to) => Between(TimeSpan.FromSeconds(from), TimeSpan.FromSeconds(to));

    /// <summary>One of these.</summary>
    public T Pick<T>(IReadOnlyList<T> from) => from[Below(from.Count)];

    /// <summary>Random bits.</summary>
    public uint Bits() => stream.Next();
}
