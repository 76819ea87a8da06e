using System.Text;

namespace Symmetry.Grains.Tests.Programs;

/// <summary>The processes of programs, found by the variable in their environment.</summary>
internal static class MarkedProcesses
{
    /// <summary>The ids of the running processes whose trial has its folder below this one.</summary>
    public static List<int> Below(string folder) =>
        [.. Directory.EnumerateDirectories("/proc")
            .Where(process => int.TryParse(Path.GetFileName(process), null, out _) && EnvironmentOf(process).Contains($"SYMMETRY_TRIAL={folder}/"))
            .Select(process => int.Parse(Path.GetFileName(process), null))];

    private static string EnvironmentOf(string process)
    {
        try
        {
            return Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(process, "environ")));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
