using System.ComponentModel;
using System.Diagnostics;

namespace Symmetry.Client.Commands;

/// <summary>The browser of the user.</summary>
internal static class Browser
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(2);

    /// <summary>Opens an address with what the system has for it: <c>xdg-open</c>, <c>open</c> or the shell of Windows.</summary>
    /// <returns>Why it could not be opened; null if it was.</returns>
    public static string? Open(Uri address)
    {
        try
        {
            // What runs on has opened a window; without a browser xdg-open exits with a code.
            using var program = Process.Start(new ProcessStartInfo(address.ToString()) { UseShellExecute = true });
            return program is not null && program.WaitForExit(MaxWait) && program.ExitCode != 0
                ? string.Create(CultureInfo.InvariantCulture, $"exit code {program.ExitCode}.")
                : null;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            return e.Message;
        }
    }
}
