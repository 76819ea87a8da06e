using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Symmetry.Grains.Diagnostics;

/// <summary>One trace per sweep, across all silos.</summary>
/// <remarks>
/// The ids of the trace and of the common parent span are derived from the sweep's id. So the spans of all silos, before and after a
/// crash, are in the same trace, and nothing is sent on the wire for it. The common parent is never exported, because it would be lost with
/// the coordinator; the span "sweep", from submission to end, is its child like the others.
/// </remarks>
public static class Traces
{
    /// <summary>Every trial whose number is a multiple of this has a span.</summary>
    public const int TrialsPerSpan = 64;

    private static readonly ActivitySource Source = new(Instruments.Name);

    /// <summary>The parent of every span of a sweep.</summary>
    /// <param name="sweep">The sweep's id.</param>
    public static ActivityContext ContextOf(string sweep)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(sweep), hash);
        return new ActivityContext(
            ActivityTraceId.CreateFromBytes(hash[..16]), ActivitySpanId.CreateFromBytes(hash[16..24]), ActivityTraceFlags.Recorded, isRemote: true);
    }

    /// <summary>A lease, a commit or an exchange with the coordinator; null if nothing listens.</summary>
    internal static Activity? Start(string name, string sweep, DateTimeOffset from = default) => Source.HasListeners()
        ? Source.StartActivity(name, ActivityKind.Internal, ContextOf(sweep), startTime: from)?.SetTag("sweep", sweep)
        : null;

    /// <summary>A trial, from waiting for a slot to its result; null for most trials.</summary>
    internal static Activity? Trial(string sweep, long trial) =>
        trial % TrialsPerSpan == 0 ? Start("trial", sweep)?.SetTag("trial", trial) : null;

    /// <summary>A sweep that has just ended.</summary>
    internal static void Ended(string sweep, DateTimeOffset submitted, long trials)
    {
        using var activity = Start("sweep", sweep, submitted);
        activity?.SetTag("trials", trials);
    }
}
