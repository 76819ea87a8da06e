using System.Diagnostics;

namespace Symmetry.Chaos.Clients;

/// <summary>Runs the program <c>symmetry</c>.</summary>
internal static class SymmetryProcess
{
    /// <summary>Runs it to its end; kills it if cancelled.</summary>
    public static async Task<ClientAnswer> RunAsync(string[] arguments, CancellationToken stop)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "symmetry.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(stop);
            var output = await process.StandardOutput.ReadToEndAsync(stop);
            await process.WaitForExitAsync(stop);
            return new ClientAnswer(string.Join(' ', arguments), process.ExitCode, output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
