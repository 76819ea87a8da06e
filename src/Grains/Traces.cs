using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Symmetry.Grains;

/// <summary>One trace a sweep, wherever its parts ran.</summary>
/// <remarks>
/// The trace's id, and that of the span which all others have as their parent, are made from the sweep's id: so leases, commits and
/// trials of all silos, and of coordinators before and after a crash, lie in the same trace without a word on the wire. That parent itself
/// is never sent, because it would be lost with the coordinator; the span "sweep", from the submission to the end, lies beside
/// the others.
/// </remarks>
public static class Traces
{
    /// <summary>Of so many trials one has a span; which ones follows from their numbers.</summary>
    public const int TrialsASpan = 64;

    private static readonly ActivitySource Source = new(Instruments.Name);

    /// <summary>The context that every span of a sweep has as its parent.</summary>
    /// <param name="sweep">The sweep's id.</param>
    public static ActivityContext ContextOf(string sweep)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(sweep), hash);
        return new ActivityContext(
            ActivityTraceId.CreateFromBytes(hash[..16]), ActivitySpanId.CreateFromBytes(hash[16..24]), ActivityTraceFlags.Recorded, isRemote: true);
    }

    /// <summary>A lease, a commit or an exchange with the coordinator; null without a listener.</summary>
    internal static Activity? Start(string name, string sweep) => Start(name, sweep, default);

    /// <summary>A trial from waiting for its slot to its result; null for most trials.</summary>
    internal static Activity? Trial(string sweep, long trial) =>
        trial % TrialsASpan == 0 ? Start("trial", sweep, default)?.SetTag("trial", trial) : null;

    /// <summary>A sweep that has come to its end just now.</summary>
    internal static void Ended(string sweep, DateTimeOffset submitted, long trials)
    {
        using var activity = Start("sweep", sweep, submitted);
        activity?.SetTag("trials", trials);
    }

    private static Activity? Start(string name, string sweep, DateTimeOffset from) => Source.HasListeners()
        ? Source.StartActivity(name, ActivityKind.Internal, ContextOf(sweep), startTime: from)?.SetTag("sweep", sweep)
        : null;
}
