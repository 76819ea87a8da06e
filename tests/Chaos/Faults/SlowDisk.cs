using System.Diagnostics;

namespace Symmetry.Chaos.Faults;

/// <summary>Every sync of the database's files takes long for a while. Requires strace, which delays the system calls.</summary>
internal sealed class SlowDisk : IFault
{
    private const string Delay = "delay_enter=400000";

    /// <summary>Why no disk can be slow; <c>null</c> if one can.</summary>
    public static string? Obstacle => Shell.Has("strace") ? null : "strace is not installed (Debian: apt-get install strace).";

    public string Name => "SlowDisk";

    public async Task StrikeAsync(FaultTarget target, int silo, CancellationToken stop)
    {
        string[] attached = [.. target.Postgres.ProcessIds.SelectMany(id => (string[])["-p", $"{id}"])];
        using var strace = Process.Start(new ProcessStartInfo(
            "strace",
            ["-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync", "-e", $"inject=fsync,fdatasync:{Delay}", .. attached])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        })!;
        var errors = strace.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await Task.WhenAny(strace.WaitForExitAsync(stop), Task.Delay(FaultTarget.Long, stop));
        }
        finally
        {
            if (!strace.HasExited)
            {
                // It detaches.
                await Shell.RunAsync("kill", "-s", "TERM", $"{strace.Id}");
            }

            await strace.WaitForExitAsync(CancellationToken.None);
        }

        if (strace.ExitCode == 1)
        {
            throw new FaultException($"strace: {await errors}");
        }
    }
}
