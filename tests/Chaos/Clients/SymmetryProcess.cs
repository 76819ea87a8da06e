using System.Diagnostics;

namespace Symmetry.Chaos.Clients;

/// <summary>Runs the program <c>symmetry</c>.</summary>
internal static class SymmetryProcess
{
    /// <summary>Runs it to its end; kills it if cancelled.</summary>
    /// <exception cref="ClientStoppedException">It was killed.</exception>
    public static async Task<ClientAnswer> RunAsync(string[] arguments, CancellationToken stop)
    {
        var command = string.Join(' ', arguments);
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "symmetry.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw new ClientStoppedException(command, await errors);
        }

        return new ClientAnswer(command, process.ExitCode, await output, await errors);
    }
}
