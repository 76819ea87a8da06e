using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Symmetry.Silo.Restarting;

namespace Symmetry.Silo.Clustering;

/// <summary>The link of a joined silo to the head: waits for the head before the silo joins, and stops the host when the head is lost.</summary>
/// <remarks>
/// The head keeps the members in memory, so a head that restarts has a new cluster that does not know this silo. This host then stops, and
/// <see cref="RestartingSilo"/> starts the next one. The same happens if the cluster has declared this silo dead, for instance after it was suspended.
/// </remarks>
internal sealed partial class HeadLink(
    IPEndPoint address, IServiceProvider services, IHostApplicationLifetime life, SiloRestart restart, TimeProvider time, ILogger<HeadLink> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IFatalErrorHandler
{
    private const string NoAnswer = "no answer. Does the head run there, and is this the address that it advertises?";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MaxAnswer = TimeSpan.FromSeconds(5);

    // By then the head, if it still runs, has leased the trials of this silo to others.
    private static readonly TimeSpan MaxSilence = TimeSpan.FromSeconds(10);

    // How often the log says that this silo waits.
    private static readonly TimeSpan NoteInterval = TimeSpan.FromMinutes(1);

    private IMembershipTable members = null!;
    private Task watching = Task.CompletedTask;
    private volatile string? problem;

    /// <summary>Whether the last question was not answered.</summary>
    public bool IsSilent => problem is not null;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(HeadLink), ServiceLifecycleStage.RuntimeGrainServices - 1, StartAsync, _ => watching);

    /// <summary>Called by Orleans when this silo cannot stay in its cluster. By default that ends the process.</summary>
    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null) =>
        Lose((exception?.Message ?? context ?? "").TrimEnd('.'));

    public bool IsUnexpected(Exception exception) => true;

    private async Task StartAsync(CancellationToken stop)
    {
        // Not in the constructor: the table of members needs the handler of fatal errors, which is this object.
        members = services.GetRequiredService<IMembershipTable>();
        await members.InitializeMembershipTableAsync(tryInitTableVersion: true, stop);
        watching = WatchAsync(await WaitAsync(stop), life.ApplicationStopping);
    }

    private async Task<SiloAddress> WaitAsync(CancellationToken stop)
    {
        long? noted = null;
        string? last = null;
        while (true)
        {
            if (await FindAsync(stop) is { } found)
            {
                LogFound(logger, address);
                return found;
            }

            if (noted is null || time.GetElapsedTime(noted.Value) > NoteInterval || (problem == NoAnswer && last != NoAnswer))
            {
                LogWaiting(logger, address, problem ?? "it is starting");
                noted = time.GetTimestamp();
            }

            last = problem;
            await Task.Delay(Interval, time, stop);
        }
    }

    private async Task WatchAsync(SiloAddress head, CancellationToken leaving)
    {
        try
        {
            for (var answered = time.GetTimestamp(); ;)
            {
                await Task.Delay(Interval, time, leaving);
                if (await FindAsync(leaving) is { } found)
                {
                    answered = time.GetTimestamp();
                    if (!found.Equals(head))
                    {
                        Lose("it has restarted");
                        return;
                    }
                }
                else if (time.GetElapsedTime(answered) > MaxSilence)
                {
                    Lose($"no answer for {MaxSilence.TotalSeconds:0} s: {problem ?? "it is starting"}");
                    return;
                }
            }
        }
        catch (Exception) when (leaving.IsCancellationRequested)
        {
            // The silo is stopping.
        }
    }

    // The address of the running head; null if it does not answer or is not yet active.
    private async Task<SiloAddress?> FindAsync(CancellationToken stop)
    {
        try
        {
            var table = await members.ReadAllAsync(stop).WaitAsync(MaxAnswer, time, stop);
            problem = null;
            return table.Members.Select(member => member.Item1)
                .FirstOrDefault(member => member.Status == SiloStatus.Active && member.SiloAddress.Endpoint.Equals(address))?.SiloAddress;
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            problem = e is TimeoutException ? NoAnswer : Cause(e.Message);
            return null;
        }
    }

    // Orleans puts the causes of a failed call, with their types and stack traces, into one message: "... ---> TYPE: CAUSE".
    private static string Cause(string message)
    {
        var cause = message.Split(" ---> ")[^1].Split('\n')[0].Trim();
        var type = cause.IndexOf("Exception: ", StringComparison.Ordinal);
        return type < 0 ? cause : cause[(type + "Exception: ".Length)..];
    }

    private void Lose(string reason) => restart.Request(() => LogLost(logger, address, reason));

    [LoggerMessage(Level = LogLevel.Information, Message = "Waiting for the head at {Head}: {Reason}")]
    private static partial void LogWaiting(ILogger logger, IPEndPoint head, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Found the head at {Head}")]
    private static partial void LogFound(ILogger logger, IPEndPoint head);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Lost the head at {Head}: {Reason}. This silo drops its work and joins again")]
    private static partial void LogLost(ILogger logger, IPEndPoint head, string reason);
}
