using System.ComponentModel;
using System.Diagnostics;

namespace Symmetry.Client.Commands;

/// <summary>The browser of the user.</summary>
internal static class Browser
{
    /// <summary>Opens an address with what the system has for it: <c>xdg-open</c>, <c>open</c> or the shell of Windows.</summary>
    /// <returns>Why it could not be opened; null if it was.</returns>
    public static string? Open(Uri address)
    {
        try
        {
            using var browser = Process.Start(new ProcessStartInfo(address.ToString()) { UseShellExecute = true });
            return null;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or PlatformNotSupportedException)
        {
            return e.Message;
        }
    }
}
